"""Steps shared by actions that wait for ratings being saved."""

from assessments.cycles.models import Assessment

from .models import Seat


def wait_for_saves(assessment: Assessment) -> None:
    """Lock every seat: saves under way finish first, and later ones see what the caller changes."""
    list(Seat.objects.select_for_update().filter(assessment=assessment).order_by("pk").values_list("pk"))
