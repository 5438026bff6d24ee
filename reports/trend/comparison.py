"""Changes between two cycles: which agreed levels rose, fell or stayed, and by how much means changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from frameworks.caching import lru_cached
from reports.figures.outcomes import FEWEST_SCHOOLS, LEVEL, Counts, group_figure, tenths

from .cycles import DOES_NOT_APPLY, Agreed, CycleOutcomes


class Way(StrEnum):
    ROSE = "rose"
    FELL = "fell"
    STAYED = "stayed"


class Missing(TextChoices):
    NO_PRACTICE = "no_practice", _("no practice goes on from one to the other")
    NO_LEVELS = "no_levels", _("no practice has a level in both")
    NO_SCHOOL = "no_school", _("no school has half of these practices agreed in both")
    FEW_SCHOOLS = "few_schools", _("fewer than two schools have half of these practices agreed in both")
    ONE_SCHOOL = "one_school", _("one school’s level could be worked out from it")


class Tally(NamedTuple):
    rose: int = 0
    fell: int = 0
    stayed: int = 0

    @property
    def compared(self) -> int:
        return self.rose + self.fell + self.stayed

    @property
    def changed(self) -> int:
        return self.rose + self.fell


class Moves(NamedTuple):
    """A team's practices in two cycles: counts of both sides, over the practices with a level on both."""

    before: Counts
    after: Counts
    ways: tuple[Way | None, ...]
    tally: Tally


@dataclass(frozen=True)
class Change:
    """A mean in two cycles, over the teams and practices that both have; ``missing`` says why there is none."""

    before: Fraction | None
    after: Fraction | None
    tally: Tally
    teams: int
    left_out: int
    missing: Missing | None = None

    @property
    def tenths(self) -> int | None:
        """The change in tenths, between both sides as they are shown; None without a comparison."""
        return None if self.before is None or self.after is None else tenths(self.after) - tenths(self.before)

    @property
    def value(self) -> Fraction | None:
        """The same as a level, so that it equals the difference of the levels shown."""
        changed = self.tenths
        return None if changed is None else Fraction(changed, 10)


def way(before: Agreed, after: Agreed) -> Way | None:
    """The direction of a level's change; None without a level on both sides."""
    if not isinstance(before, int) or not isinstance(after, int):
        return None
    if before == after:
        return Way.STAYED
    return Way.ROSE if after > before else Way.FELL


def tally_of(ways: Sequence[Way | None]) -> Tally:
    return Tally(ways.count(Way.ROSE), ways.count(Way.FELL), ways.count(Way.STAYED))


def moves(before: Mapping[int, Agreed], after: Mapping[int, Agreed], practices: Sequence[int]) -> Moves:
    """A team's outcomes for these practices in two cycles; both cycles must have each practice."""
    applicable, ways = 0, []
    old: list[int] = []
    new: list[int] = []
    for pk in practices:
        was, now = before[pk], after[pk]
        applicable += was != DOES_NOT_APPLY and now != DOES_NOT_APPLY
        went = way(was, now)
        ways.append(went)
        if went:
            old.append(was)  # type: ignore[arg-type]  # what went a way is a level on both sides
            new.append(now)  # type: ignore[arg-type]
    alike = len(practices), applicable, len(old)
    return Moves(Counts(*alike, sum(old)), Counts(*alike, sum(new)), tuple(ways), tally_of(ways))


@lru_cached(32)
def moved(
    before: CycleOutcomes, after: CycleOutcomes, characteristics: tuple[tuple[int, ...], ...]
) -> tuple[tuple[tuple[int, ...], dict[str, Moves]], ...]:
    """For each characteristic (the keys of its practices), the practices of both cycles and every team's moves."""
    found, teams = [], before.by_team.keys() & after.by_team.keys()
    for practices in characteristics:
        shared = tuple(pk for pk in practices if pk in before.practices and pk in after.practices)
        found.append((shared, {key: moves(before.by_team[key], after.by_team[key], shared) for key in teams}))
    return tuple(found)


@lru_cached(32)
def counted(said: CycleOutcomes, characteristics: tuple[tuple[int, ...], ...]) -> tuple[dict[str, Counts], ...]:
    """For each characteristic, every team's counts in one cycle, as the figures take them."""
    found = []
    for practices in characteristics:
        shared = [pk for pk in practices if pk in said.practices]
        found.append({key: counts_of([own[pk] for pk in shared]) for key, own in said.by_team.items()})
    return tuple(found)


def counts_of(said: Sequence[Agreed]) -> Counts:
    levels = [own for own in said if isinstance(own, int)]
    return Counts(len(said), len(said) - said.count(DOES_NOT_APPLY), len(levels), sum(levels))


def change_of(teams: Sequence[Moves], practices: Sequence[int], fewest: int = 1) -> Change:
    """The change of a mean over teams, each team once, over those with half of the compared practices agreed.

    ``practices``: those of both cycles.
    """
    before = group_figure(LEVEL, [own.before for own in teams], fewest)
    after = group_figure(LEVEL, [own.after for own in teams], fewest)
    tally = added_up(own.tally for own in teams if LEVEL.counts_in_a_group(own.before))
    missing = None
    if before.value is None:
        too_few = Missing.NO_SCHOOL if fewest < FEWEST_SCHOOLS else Missing.FEW_SCHOOLS
        missing = too_few if practices else Missing.NO_PRACTICE
    return Change(before.value, after.value, tally, before.schools, before.left_out, missing)


def own_change(own: Moves, practices: Sequence[int]) -> Change:
    """The change of one team's mean; ``practices``: those of both cycles."""
    before = LEVEL.of(own.before)
    missing = None
    if before is None:
        missing = Missing.NO_LEVELS if practices else Missing.NO_PRACTICE
    return Change(before, LEVEL.of(own.after), own.tally, 1, 0, missing)


def withheld_reason(missing: Missing) -> Change:
    return Change(None, None, Tally(), 0, 0, missing)


def added_up(tallies: Iterable[Tally]) -> Tally:
    return Tally(*map(sum, zip(Tally(), *tallies, strict=True)))


NO_CHANGE = Change(None, None, Tally(), 0, 0)
