"""What changed between two cycles: of each practice whether its agreed level rose, fell or stayed, of each mean by how much."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from .figures import LEVEL, Counts, group_figure
from .years import DOES_NOT_APPLY


class Way(StrEnum):
    """Which way an agreed level went."""

    ROSE = "rose"
    FELL = "fell"
    STAYED = "stayed"


class Tally(NamedTuple):
    """How many practices went which way."""

    rose: int = 0
    fell: int = 0
    stayed: int = 0

    @property
    def compared(self):
        """Those with an agreed level on both sides."""
        return self.rose + self.fell + self.stayed

    @property
    def changed(self):
        """Those whose level differs."""
        return self.rose + self.fell


class Moves(NamedTuple):
    """A team's practices in two cycles: the figures of both sides, of those alone that have a level on both."""

    before: Counts
    after: Counts
    tally: Tally


@dataclass(frozen=True)
class Change:
    """A mean in two cycles, over the teams and practices that both have."""

    before: Fraction | None
    after: Fraction | None
    tally: Tally
    teams: int
    left_out: int

    @property
    def value(self):
        """By how much it changed, exactly; None where there is nothing to compare."""
        return None if self.before is None else self.after - self.before


def way(before, after):
    """Which way a level went; None where there is none on one of the sides."""
    if not isinstance(before, int) or not isinstance(after, int):
        return None
    if before == after:
        return Way.STAYED
    return Way.ROSE if after > before else Way.FELL


def tally_of(ways):
    """How many went which way, leaving out those that went none."""
    return Tally(ways.count(Way.ROSE), ways.count(Way.FELL), ways.count(Way.STAYED))


def moves(before, after, practices):
    """What a team said of these practices in two cycles, by practice."""
    pairs = [(before[pk], after[pk]) for pk in practices if pk in before and pk in after]
    ways = [way(b, a) for b, a in pairs]
    compared = [pair for pair, went in zip(pairs, ways, strict=True) if went]
    applicable = sum(DOES_NOT_APPLY not in pair for pair in pairs)
    alike = {"practices": len(pairs), "applicable": applicable, "agreed": len(compared)}
    return Moves(
        Counts(**alike, level_total=sum(b for b, _a in compared)),
        Counts(**alike, level_total=sum(a for _b, a in compared)),
        tally_of(ways),
    )


def change_of(teams, fewest=1):
    """The change of a mean over teams' moves, each team once, over those with half of the practices compared."""
    before = group_figure(LEVEL, [own.before for own in teams], fewest)
    after = group_figure(LEVEL, [own.after for own in teams], fewest)
    tally = added_up(own.tally for own in teams if LEVEL.counts_in_a_group(own.before))
    return Change(before.value, after.value, tally, before.schools, before.left_out)


def own_change(own):
    """The change of one team's mean."""
    return Change(LEVEL.of(own.before), LEVEL.of(own.after), own.tally, 1, 0)


def added_up(tallies):
    """Tallies added up."""
    return Tally(*map(sum, zip(Tally(), *tallies, strict=True)))


NO_CHANGE = change_of([])
