"""What figures of ratings may leave school teams: shares of blocks of schools, in steps, made once. Pure functions.

The small stays at home and the large is whole: nothing made from one team's ratings leaves it, and what leaves is of so
many people from so many teams that neither a member, nor two, nor somebody in two teams subtracts their way to a few.
``docs/protection.md`` says it to the people concerned.
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
    """How many people, of how many teams, remain when the two largest of these teams are taken away."""
    rest = [number for number in sorted(numbers, reverse=True)[LARGEST_TAKEN_AWAY:] if number]
    return sum(rest), len(rest)


def is_safe(numbers: Iterable[int], threshold: int) -> bool:
    """Whether teams with these numbers of people may be a block: enough from two teams remain beside the two largest."""
    people, teams = left_over(numbers)
    return people >= fewest_in_a_block(threshold) and teams >= FEWEST_TEAMS_LEFT


def is_shown(answered: Iterable[int], threshold: int) -> bool:
    """Whether a practice of a block is shown, by how many people of each team answered it, whatever they said."""
    people, teams = left_over(answered)
    return people >= fewest_of_a_practice(threshold) and teams >= FEWEST_TEAMS_LEFT


def is_mirrored(answered: int, threshold: int) -> bool:
    """Whether the district team's mean of a practice is shown, by how many of its people answered it."""
    return answered >= fewest_in_the_mirror(threshold)


@dataclass(frozen=True)
class Sorted(Generic[Family]):
    """A set of teams that is a block, by the teams' keys; the families in it and whether other schools are, too."""

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

    ``people``: how many people each team has, by the team's key; ``family_of``: the family of each team's school on
    this day, or None; ``by_name``: what puts families in the order of their names. It is looked at who answered, never
    at what: what is shown and what is not says nothing about answers.
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
    """In steps of how many per cent the shares of so many people are written."""
    return next((step for fewest, step in STEPS if people >= fewest), LARGEST_STEP)


def rounded_shares(counts: Sequence[int], step: int) -> tuple[int, ...]:
    """The counts as shares in per cent, each a multiple of ``step``, together 100.

    Largest remainders: each share is rounded down, and the steps that are left go to those who lost most by it, of
    equals in the order given. No share is moved by as much as a step. Raises ``ValueError`` where nobody is counted,
    or such steps do not make up 100.
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
    """What is shown of a practice of a block: the shares of its people at each answer, *no answer* last; or None.

    ``people``: how many people each team has; ``answers``: how many people of each team that anybody answered in gave
    each answer, in the order in which answers are written.
    """
    given = [answers[team] for team in block.teams if team in answers]
    if not is_shown(map(sum, given), threshold):
        return None
    everybody = sum(people[team] for team in block.teams)
    counts = [sum(column) for column in zip(*given, strict=True)]
    return rounded_shares([*counts, everybody - sum(counts)], step_of(everybody))


def weighted_shares(blocks: Sequence[tuple[Sequence[int], int]]) -> tuple[int, ...]:
    """All schools' shares in whole per cent: the mean of the blocks' published ones, weighted by their people.

    ``blocks``: of each its shares and how many people it has. Nothing is counted anew; rounded half up.
    """
    people = sum(number for _shares, number in blocks)
    weighted = [[share * number for share in shares] for shares, number in blocks]
    return tuple((2 * sum(column) + people) // (2 * people) for column in zip(*weighted, strict=True))


def mean_level(shares: Sequence[int], values: Sequence[int]) -> Fraction | None:
    """The mean of the levels given, from their shares, or people, alone; None where all of them are nothing."""
    given = sum(shares)
    total = sum(share * value for share, value in zip(shares, values, strict=True))
    return Fraction(total, given) if given else None


def in_quarters(mean: Fraction) -> int:
    """A mean in whole quarters of a level, rounded half up."""
    return (8 * mean.numerator + mean.denominator) // (2 * mean.denominator)


def within_the_ends(quarters: int, values: Sequence[int]) -> int:
    """Quarters of a level as the mirror shows them: half a level from the ends of the scale stands for all beyond it."""
    return min(max(quarters, 4 * values[0] + 2), 4 * values[-1] - 2)
