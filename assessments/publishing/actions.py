"""Publish a cycle: records may be read outside the teams, and the published figures of ratings are written, once."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.cycles.errors import CycleNotReady
from assessments.cycles.models import Assessment, Cycle, State
from assessments.rating.models import Reveal
from assessments.rating.queries import answers_of_teams
from districts.history import record_change
from frameworks.framework_cache import levels_of
from frameworks.models.edition import Practice
from people.text import alphabetical
from people.users import User

from .blocks import in_quarters, is_mirrored, mean_level, shares_of, sort_into_blocks, step_of, within_the_ends
from .models import Block, BlockPractice, MirrorPractice
from .queries import people_of_teams


def unfinished_assessments(cycle: Cycle) -> list[Assessment]:
    done = (State.CLOSED, State.ENDED)
    return [a for a in cycle.assessments.with_context() if a.state not in done]


@transaction.atomic
def publish_cycle(*, cycle: Cycle, by: User | None) -> Cycle:
    """Publish the records, and write once and for good which figures of ratings may leave the teams.

    Raises ``CycleNotReady`` while an assessment is neither closed nor ended, or when none was closed.
    """
    cycle = Cycle.objects.select_for_update(of=("self",)).select_related("district").get(pk=cycle.pk)
    if cycle.is_published:
        return cycle
    waiting = unfinished_assessments(cycle)
    if waiting:
        names = ", ".join(str(a.team) for a in waiting[:5])
        raise CycleNotReady(
            _("These teams have not closed yet: %(names)s. Close, extend or end them first.") % {"names": names}
        )
    if not cycle.records.current().exists():
        raise CycleNotReady(_("No team has closed a record, so there is nothing to publish."))
    closed = list(cycle.assessments.filter(record__isnull=False).select_related("school__family"))
    write_blocks(cycle, [a for a in closed if a.school_id])
    write_mirror(cycle, [a for a in closed if not a.school_id])
    cycle.published_at, cycle.published_by = timezone.now(), by
    cycle.save(update_fields=["published_at", "published_by"])
    record_change("cycle_published", district=cycle.district, by=by, cycle=cycle.name)
    return cycle


def write_blocks(cycle: Cycle, assessments: Sequence[Assessment]) -> None:
    people = people_of_teams(assessments)
    family_of = {a.pk: a.school.family for a in assessments if a.school}
    found = sort_into_blocks(people, family_of, cycle.threshold, by_name=lambda family: alphabetical(family.name))
    answers = answers_of_teams(assessments)
    practices: defaultdict[int, dict[int, tuple[int, ...]]] = defaultdict(dict)
    for (assessment, practice), counts in answers.items():
        practices[practice][assessment] = counts
    for position, one in enumerate(found, start=1):
        family = one.families[0] if one.families else None
        everybody = sum(people[team] for team in one.teams)
        block = Block.objects.create(
            cycle=cycle,
            position=position,
            family=family,
            family_name=family.name if family else "",
            has_others=one.others,
            is_all=len(one.teams) == len(assessments),
            people=everybody,
            step=step_of(everybody),
        )
        block.assessments.set(one.teams)
        BlockPractice.objects.bulk_create(
            BlockPractice(
                block=block,
                cycle=cycle,
                practice=practice,
                shares=shares_of(one, people, practices[practice.pk], cycle.threshold),
            )
            for practice in practices_in(cycle)
        )


def practices_in(cycle: Cycle) -> QuerySet[Practice]:
    return Practice.objects.filter(characteristic__edition=cycle.edition_id)


def write_mirror(cycle: Cycle, district_teams: Sequence[Assessment]) -> None:
    """Write the district team's means of practices that it revealed and enough of its people answered."""
    values = [level.value for level in levels_of(cycle.scale_id)]
    revealed = set(Reveal.objects.filter(assessment__in=district_teams).values_list("assessment", "practice"))
    rows = []
    for (assessment, practice), counts in answers_of_teams(district_teams).items():
        if (assessment, practice) in revealed and is_mirrored(sum(counts), cycle.threshold):
            levels = counts[: len(values)]
            rows.append(
                MirrorPractice(
                    cycle=cycle, practice_id=practice, people=sum(counts), quarters=shown_mean(levels, values)
                )
            )
    MirrorPractice.objects.bulk_create(rows)


def shown_mean(counts: Sequence[int], values: Sequence[int]) -> int | None:
    """The mean of the levels given, in quarters of a level, as the mirror shows it; None for nobody."""
    mean = mean_level(counts, values)
    return None if mean is None else within_the_ends(in_quarters(mean), values)
