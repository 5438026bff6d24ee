"""Steps that actions share to wait for ratings that are being saved."""

from assessments.cycles.models import Assessment

from .models import Seat


def wait_for_saves(assessment: Assessment) -> None:
    """Lock every seat's row: ratings being saved finish first, later ones see what happens here."""
    list(Seat.objects.select_for_update().filter(assessment=assessment).order_by("pk").values_list("pk"))
