"""How many months ratings are kept, and their removal afterwards."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from assessments.cycles.errors import CycleNotReady
from assessments.cycles.models import Assessment, Cycle
from assessments.rating.models import Rating, Reveal, Seat
from districts.history import record_change
from people.ordering import Alphabetical
from people.users import User

MOST_MONTHS = 120


def locked_cycle(cycle: Cycle) -> Cycle:
    return Cycle.objects.select_for_update(of=("self",), no_key=True).select_related("district").get(pk=cycle.pk)


@transaction.atomic
def change_retention(*, cycle: Cycle, months: int, by: User | None) -> Cycle:
    """Set for how many months a cycle's ratings are kept; never more than promised once somebody has answered.

    Where these are over already, nobody reads a rating from this moment on.
    """
    cycle = locked_cycle(cycle)
    refuse_keeping_longer(cycle, months)
    if months != cycle.retention_months:
        cycle.retention_months = months
        cycle.save(update_fields=["retention_months"])
        record_change("retention_changed", district=cycle.district, by=by, cycle=cycle.name, months=months)
    return cycle


def refuse_keeping_longer(cycle: Cycle, months: int) -> None:
    if cycle.ratings_have_ended or cycle.purged_at:
        raise CycleNotReady(_("The ratings of this cycle have ended."))
    if months > most_months(cycle):
        raise CycleNotReady(
            _(
                "People have answered knowing that their ratings are kept for %(months)d months: choose no more than that."
            )
            % {"months": cycle.retention_months}
        )


def most_months(cycle: Cycle) -> int:
    """The most months that may be set: the current number once somebody has answered under that promise."""
    promised = cycle.ratings_counted_from is not None or Rating.objects.filter(seat__cycle=cycle).exists()
    return cycle.retention_months if promised else MOST_MONTHS


@transaction.atomic
def purge_ratings(*, cycle: Cycle, by: User | None = None) -> int:
    """Remove a cycle's ratings and notes, the people in its seats and what was derived; records stay.

    Returns the number of ratings removed; raises ``CycleNotReady`` where they are still kept.
    """
    cycle = locked_cycle(cycle)
    if not cycle.ratings_have_ended:
        until = date_format(cycle.ratings_kept_until, "DATE_FORMAT")
        raise CycleNotReady(_("The ratings of this cycle are kept until %(day)s.") % {"day": until})
    removed, _by_model = Rating.objects.filter(seat__cycle=cycle).delete()
    Seat.objects.filter(cycle=cycle).update(person=None)
    cycle.assessments.update(talk_first=[])
    Reveal.objects.filter(assessment__cycle=cycle).update(shows_spread=False)
    cycle.purged_at = timezone.now()
    cycle.save(update_fields=["purged_at"])
    record_change("ratings_purged", district=cycle.district, by=by, cycle=cycle.name)
    return removed


def cycles_to_purge() -> list[Cycle]:
    """Cycles past their months with anything left to remove, published or not; by district, oldest first."""
    this = OuterRef("pk")
    left = (
        Exists(Rating.objects.filter(seat__cycle=this))
        | Exists(Seat.objects.filter(cycle=this, person__isnull=False))
        | Exists(Assessment.objects.filter(cycle=this).exclude(talk_first=[]))
    )
    cycles = Cycle.objects.filter(left).select_related("district")
    cycles = cycles.order_by(Alphabetical("district__name"), "opens_on", "pk")
    return [cycle for cycle in cycles if cycle.ratings_have_ended]
