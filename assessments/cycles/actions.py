"""Open a cycle."""

import datetime
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from districts.history import record_change
from districts.structure.errors import NameTaken
from districts.structure.models import District, Team
from frameworks.actions import freeze_scale
from frameworks.models.edition import Edition
from frameworks.models.scale import Scale
from people.named import is_taken
from people.users import User

from .errors import CycleNotReady
from .models import Assessment, Cycle


@transaction.atomic
def open_cycle(
    *,
    district: District,
    name: str,
    edition: Edition,
    scale: Scale,
    opens_on: datetime.date,
    closes_on: datetime.date,
    threshold: int,
    teams: Sequence[Team],
    by: User | None,
) -> Cycle:
    """Open a cycle for these teams; framework, scale, notice and threshold are frozen from here on.

    Raises ``CycleNotReady`` for a missing notice, a threshold too low, an edition not published, or two teams of
    one school, and ``NameTaken`` where another cycle has the name.
    """
    # Held until it is open, and as they stand now: of two who press at once the second one finds the name taken.
    district = District.objects.select_for_update(no_key=True).get(pk=district.pk)
    edition = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    refuse_cycle(district, name, edition, threshold, teams)
    freeze_scale(scale=scale, by=by)
    cycle = Cycle.objects.create(
        district=district,
        name=name,
        edition=edition,
        scale=scale,
        notice=district.notice,  # type: ignore[misc]  # refused above where there is none
        opens_on=opens_on,
        closes_on=closes_on,
        threshold=threshold,
        retention_months=district.retention_months,
        opened_by=by,
    )
    Assessment.objects.bulk_create(
        Assessment(cycle=cycle, district=district, team=team, school_id=team.school_id) for team in teams
    )
    known = {"cycle": cycle.name, "day": str(cycle.closes_on), "number": len(teams)}
    record_change("cycle_opened", district=district, by=by, **known)
    return cycle


def refuse_cycle(district: District, name: str, edition: Edition, threshold: int, teams: Sequence[Team]) -> None:
    if is_taken(name, district.cycles):
        raise NameTaken
    if not district.notice:
        raise CycleNotReady(_("Write the notice of collection first: people accept it before they rate."))
    if threshold < max(settings.LOWEST_THRESHOLD, district.threshold):
        raise CycleNotReady(_("The threshold can be raised for a cycle, not lowered."))
    if edition.status != Edition.Status.PUBLISHED:
        raise CycleNotReady(_("Choose a published edition."))
    places = [team.school_id for team in teams]
    if not teams or len(set(places)) != len(places):
        raise CycleNotReady(_("Choose at least one team, one for each school and one for the district."))
    if any(team.district_id != district.pk for team in teams):
        raise CycleNotReady(_("All teams are of this district."))
