"""A district's answers to one practice, and everything about them that stands outside the teams.

The one place where the attack touches the product: ``published`` calls the functions that publication calls. Here an
answer is a place in the row of answers: the levels, lowest first, then *not enough information*, *does not apply*; who
gave none is in no count. A world is what was said: of each team, how many of its people gave each answer.
"""

from functools import cache
from typing import NamedTuple

from assessments.publishing.blocks import (
    in_quarters,
    mean_level,
    shares_of,
    sort_into_blocks,
    step_of,
    weighted_shares,
    within_the_ends,
)


class Team(NamedTuple):
    """A school's team: its family, or None, and how many people answered anything in it."""

    family: str | None
    people: int


class District(NamedTuple):
    """School teams, *m*, and how many levels the scale has."""

    teams: tuple[Team, ...]
    threshold: int = 5
    levels: int = 4

    @property
    def people(self):
        """How many people each team has, by its key."""
        return {f"team {place}": team.people for place, team in enumerate(self.teams)}

    @property
    def families(self):
        """Each team's family, by its key."""
        return {f"team {place}": team.family for place, team in enumerate(self.teams)}


class Block(NamedTuple):
    """What stands outside of a block: its name, how many people it has, its step, and its shares, or None."""

    families: tuple
    others: bool
    people: int
    step: int
    shares: tuple | None


class Outside(NamedTuple):
    """Everything that anybody may read outside the teams: the blocks, all schools, and their mean in quarters."""

    blocks: tuple[Block, ...]
    all_schools: tuple | None = None
    mean: int | None = None


def district(*families, loose=(), threshold=5, levels=4):
    """A district written as the sizes of the teams of each family, and of those in none."""
    named = [Team(f"family {place}", people) for place, sizes in enumerate(families) for people in sizes]
    return District((*named, *(Team(None, people) for people in loose)), threshold, levels)


@cache
def blocks_of(place, sort=sort_into_blocks):
    """The blocks of a district, with how many people each has."""
    blocks = sort(place.people, place.families, place.threshold)
    return [(block, sum(place.people[team] for team in block.teams)) for block in blocks]


def published(place, world, sort=sort_into_blocks, shares=shares_of):
    """What stands outside once this world is published; other rules are given to see the attack win."""
    people = place.people
    answers = {team: counts for team, counts in zip(people, world, strict=True) if any(counts)}
    blocks = tuple(
        Block(block.families, block.others, number, step_of(number), shares(block, people, answers, place.threshold))
        for block, number in blocks_of(place, sort)
    )
    shown = [(block.shares, block.people) for block in blocks if block.shares]
    if not shown:
        return Outside(blocks)
    all_schools = weighted_shares(shown)
    return Outside(blocks, all_schools, quarters(all_schools[: place.levels]))


def mirrored(counts, place):
    """What the mirror shows of the district team: how many people answered, and their mean; None below *m* + 2."""
    people = sum(counts)
    return (people, quarters(counts[: place.levels])) if people >= place.threshold + 2 else None


def quarters(counts):
    """The mean of levels, given as counts or shares, as the mirror writes it; None where nobody gave one."""
    values = range(1, len(counts) + 1)
    mean = mean_level(counts, values)
    return None if mean is None else within_the_ends(in_quarters(mean), values)
