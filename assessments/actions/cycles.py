"""Opening a cycle, publishing it, and removing its ratings when their time is over."""

import calendar
from dataclasses import asdict

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from districts.errors import NameTaken
from districts.models import District
from frameworks.actions import freeze_scale
from frameworks.models import Edition

from ..errors import CycleNotReady
from ..models import Assessment, Cycle, Rating, RecordGroup, RecordMirror, State
from ..protection import Group, figures_of, mirrored
from ..reading import spreads_of
from ..texts import levels_of


@transaction.atomic
def open_cycle(*, district, name, edition, scale, opens_on, closes_on, threshold, teams, by):
    """Open a cycle for these teams; framework, scale, notice and threshold are frozen from here on.

    Raises ``CycleNotReady`` where the notice is missing, the threshold too low, the edition not
    published, or two of the teams are of one school; ``NameTaken`` where another cycle has the name.
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
        notice=district.notice,
        opens_on=opens_on,
        closes_on=closes_on,
        threshold=threshold,
        retention_months=district.retention_months,
        opened_by=by,
    )
    Assessment.objects.bulk_create(
        Assessment(cycle=cycle, district=district, team=team, school_id=team.school_id) for team in teams
    )
    return cycle


def refuse_cycle(district, name, edition, threshold, teams):
    """Raise unless such a cycle can be opened in the district."""
    if district.cycles.filter(name=name).exists():
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


def waiting_for(cycle):
    """The assessments that a publication still waits for."""
    done = (State.CLOSED, State.ENDED)
    return [a for a in cycle.assessments.with_context() if a.state not in done]


@transaction.atomic
def publish_cycle(*, cycle, by):
    """Let the records be read outside the teams, and write the fixed groups' protected figures once.

    Raises ``CycleNotReady`` while an assessment is neither closed nor ended, or when nothing was closed.
    """
    cycle = Cycle.objects.select_for_update(of=("self",)).select_related("district").get(pk=cycle.pk)
    if cycle.is_published:
        return cycle
    waiting = waiting_for(cycle)
    if waiting:
        names = ", ".join(str(a.team) for a in waiting[:5])
        raise CycleNotReady(
            _("These teams have not closed yet: %(names)s. Close, extend or end them first.") % {"names": names}
        )
    if not cycle.records.standing().exists():
        raise CycleNotReady(_("No team has closed a record, so there is nothing to publish."))
    _write_groups(cycle)
    cycle.published_at, cycle.published_by = timezone.now(), by
    cycle.save(update_fields=["published_at", "published_by"])
    return cycle


def _write_groups(cycle):
    """Compute each family's, all schools' and the district team's figures, practice by practice, and the mirror."""
    assessments = list(cycle.assessments.select_related("cycle", "record__family").filter(record__isnull=False))
    spreads = spreads_of(assessments)
    values = [level.value for level in levels_of(cycle.scale_id)]
    rows, mirror = [], []
    for practice_id in sorted({practice for _assessment, practice in spreads}):
        of_practice = {a.pk: spreads.get((a.pk, practice_id)) for a in assessments}
        groups = _groups(assessments, of_practice)
        mirror.append(_mirror_row(cycle, groups, practice_id, values))
        for group in groups:
            for key, figures in figures_of(group, cycle.threshold, values).items():
                if key[0] != "team":
                    rows.append(_group_row(cycle, key, practice_id, figures))
    RecordGroup.objects.bulk_create(rows, batch_size=500)
    RecordMirror.objects.bulk_create(mirror, batch_size=500)


def _groups(assessments, spreads):
    """All schools with its families with their teams, and the district team: the fixed groups.

    A school counts in the family that its record names: where it has moved since, the record stays as it was closed.
    """
    families = {}
    for assessment in assessments:
        if assessment.school_id:
            team = Group(("team", assessment.pk), spread=spreads[assessment.pk])
            families.setdefault(assessment.record.family, []).append(team)
    loose = families.pop(None, [])
    parts = [Group(("family", family), tuple(teams)) for family, teams in families.items()]
    groups = [Group(("all_schools", None), (*parts, *loose))] if parts or loose else []
    district = [Group(("team", a.pk), spread=spreads[a.pk]) for a in assessments if not a.school_id]
    return groups + [Group(("district_team", None), (team,)) for team in district]


def _group_row(cycle, key, practice_id, figures):
    kind, family = key
    return RecordGroup(
        cycle=cycle,
        kind=kind,
        family=family,
        name=family.name if family else "",
        practice_id=practice_id,
        median=figures.median,
        share_within_one=figures.share_within_one,
        share_not_enough=figures.share_not_enough,
    )


def _mirror_row(cycle, groups, practice_id, values):
    by_kind = {group.key[0]: group for group in groups}
    sums = mirrored(by_kind.get("district_team"), by_kind.get("all_schools"), cycle.threshold, values)
    return RecordMirror(cycle=cycle, practice_id=practice_id, **asdict(sums))


def ratings_kept_until(cycle):
    """The last moment a published cycle's ratings are kept: publication plus its retention; None while unpublished."""
    if not cycle.is_published:
        return None
    start = cycle.published_at
    months = start.month - 1 + cycle.retention_months
    year, month = start.year + months // 12, months % 12 + 1
    day = min(start.day, calendar.monthrange(year, month)[1])
    return start.replace(year=year, month=month, day=day)


@transaction.atomic
def purge_ratings(*, cycle, by=None, now=None):
    """Remove a published cycle's individual ratings once their time is over; records stand.

    Returns how many were removed; raises ``CycleNotReady`` where they are still to be kept.
    """
    until = ratings_kept_until(cycle)
    if until is None or (now or timezone.now()) < until:
        raise CycleNotReady(_("These ratings are still to be kept."))
    removed, _by_model = Rating.objects.filter(seat__cycle=cycle).delete()
    cycle.purged_at = timezone.now()
    cycle.save(update_fields=["purged_at"])
    return removed
