"""Which figures of ratings may leave school teams: rounded shares of blocks of schools, made once. Pure functions.

Nothing made from one team's ratings leaves it. A block has so many people from so many teams that neither one member,
nor two, nor somebody in two teams can subtract their way to a few people's answers.
``docs/protection.md`` explains it to the people concerned.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Generic, TypeVar

from districts.structure.models import fewest_in_a_block, fewest_in_the_mirror, fewest_of_a_practice

# Those who may know their own team's answers and wish to subtract them: one person in two teams, or two people.
LARGEST_TAKEN_AWAY = 2
FEWEST_TEAMS_LEFT = 2
# From so many people on, a share is written in steps of so many per cent: a step holds at least two people.
STEPS = ((40, 5), (20, 10))
LARGEST_STEP = 20

Family = TypeVar("Family")


def left_over(numbers: Iterable[int]) -> tuple[int, int]:
    """The people, and the teams, that remain without the two largest of these teams."""
    rest = [number for number in sorted(numbers, reverse=True)[LARGEST_TAKEN_AWAY:] if number]
    return sum(rest), len(rest)


def is_safe(numbers: Iterable[int], threshold: int) -> bool:
    """Whether teams of these sizes may be a block: 2 *m* people from two teams remain without the two largest."""
    people, teams = left_over(numbers)
    return people >= fewest_in_a_block(threshold) and teams >= FEWEST_TEAMS_LEFT


def is_shown(answered: Iterable[int], threshold: int) -> bool:
    """Whether a practice of a block is shown, by how many people of each team answered it, not by what they said."""
    people, teams = left_over(answered)
    return people >= fewest_of_a_practice(threshold) and teams >= FEWEST_TEAMS_LEFT


def is_mirrored(answered: int, threshold: int) -> bool:
    """Whether the district team's mean of a practice is shown, by the number of its people who answered it."""
    return answered >= fewest_in_the_mirror(threshold)


@dataclass(frozen=True)
class Sorted(Generic[Family]):
    """A block, as its teams' keys, its families, and whether it has other schools (``others``)."""

    teams: tuple[int, ...]
    families: tuple[Family, ...] = ()
    others: bool = False


def sort_into_blocks(
    people: Mapping[int, int],
    family_of: Mapping[int, Family | None],
    threshold: int,
    by_name: Callable[[Family], str] = str,
) -> list[Sorted[Family]]:
    """Sort school teams into blocks that do not overlap; none where no set of them is safe.

    ``people``: number of people by team key; ``family_of``: the family of each team's school on this day, or None;
    ``by_name``: sort key of families. Only who answered counts, never what: which blocks are shown says nothing about
    answers.
    """
    families: dict[Family | None, list[int]] = {}
    for team in people:
        families.setdefault(family_of.get(team), []).append(team)
    safe = {
        family: Sorted(tuple(teams), (family,))
        for family, teams in families.items()
        if family is not None and is_safe((people[team] for team in teams), threshold)
    }
    others = tuple(team for family, teams in families.items() if family not in safe for team in teams)
    blocks = sorted(safe.values(), key=lambda block: by_name(block.families[0]))
    if not others:
        return blocks
    if is_safe((people[team] for team in others), threshold):
        return [*blocks, Sorted(others, others=True)]
    if not blocks:
        return []
    fewest = min(blocks, key=lambda block: sum(people[team] for team in block.teams))  # of equals, the first by name
    joined = Sorted(fewest.teams + others, fewest.families, others=True)
    return [joined if block is fewest else block for block in blocks]


def step_of(people: int) -> int:
    """The step, in per cent, to which shares of this many people are rounded."""
    return next((step for fewest, step in STEPS if people >= fewest), LARGEST_STEP)


def rounded_shares(counts: Sequence[int], step: int) -> tuple[int, ...]:
    """The counts as shares in per cent, each a multiple of ``step``, 100 in total.

    Largest remainder method: round each share down, and give the steps left to those with the largest remainders, of
    equals in the given order. No share changes by a whole step. Raises ``ValueError`` where nobody is counted, or where
    100 is no multiple of ``step``.
    """
    people = sum(counts)
    if not people:
        raise ValueError("shares of nobody")
    steps, left = divmod(100, step)
    if left:
        raise ValueError(f"steps of {step} do not make up 100")
    shares = [count * steps // people for count in counts]
    lost = [count * steps % people for count in counts]
    most = sorted(range(len(counts)), key=lambda place: (-lost[place], place))[: steps - sum(shares)]
    return tuple((share + (place in most)) * step for place, share in enumerate(shares))


def shares_of(
    block: Sorted[Any], people: Mapping[int, int], answers: Mapping[int, Sequence[int]], threshold: int
) -> tuple[int, ...] | None:
    """The shares of a block's people at each answer, in per cent, *no answer* last; None where not shown.

    ``people``: number of people by team; ``answers``: for each team in which anybody answered, the number of people
    who gave each answer, in the order of answers.
    """
    given = [answers[team] for team in block.teams if team in answers]
    if not is_shown(map(sum, given), threshold):
        return None
    everybody = sum(people[team] for team in block.teams)
    counts = [sum(column) for column in zip(*given, strict=True)]
    return rounded_shares([*counts, everybody - sum(counts)], step_of(everybody))


def weighted_shares(blocks: Sequence[tuple[Sequence[int], int]]) -> tuple[int, ...]:
    """All schools' shares in whole per cent: the mean of the published blocks' shares, weighted by people.

    ``blocks``: pairs of shares and number of people. Only published shares are used; rounded half up.
    """
    people = sum(number for _shares, number in blocks)
    weighted = [[share * number for share in shares] for shares, number in blocks]
    return tuple((2 * sum(column) + people) // (2 * people) for column in zip(*weighted, strict=True))


def mean_level(shares: Sequence[int], values: Sequence[int]) -> Fraction | None:
    """The mean of the levels given, from shares or numbers of people; None where all are zero."""
    given = sum(shares)
    total = sum(share * value for share, value in zip(shares, values, strict=True))
    return Fraction(total, given) if given else None


def in_quarters(mean: Fraction) -> int:
    """A mean in quarters of a level, rounded half up to a whole number."""
    return (8 * mean.numerator + mean.denominator) // (2 * mean.denominator)


def within_the_ends(quarters: int, values: Sequence[int]) -> int:
    """Limit quarters of a level to at least half a level from the scale's ends: values beyond are not told apart."""
    return min(max(quarters, 4 * values[0] + 2), 4 * values[-1] - 2)
