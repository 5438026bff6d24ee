"""What two people of two teams conclude from the shares of a block; and how often, over many worlds."""

from functools import cache
from itertools import combinations
from typing import NamedTuple

from tests.assessments.publishing.attack.adversary import blocks_by_the_rule, concluded
from tests.assessments.publishing.attack.published import published


class Others(NamedTuple):
    """The others of a block as its readers look at them."""

    people: int
    answered: tuple
    conclusion: tuple


def read_by(place, world, pair, publish=published):
    """For each block that is shown and that one of the pair's teams is in: what the two conclude of its others."""
    outside = publish(place, world)
    for block, teams in zip(outside.blocks, blocks_by_the_rule(place), strict=True):
        if block.shares and teams.intersection(pair):
            yield look(block, place, world, teams, teams.intersection(pair))


def look(block, place, world, teams, mine):
    """What readers in the teams ``mine`` conclude of the others of a block."""

    def added(some):
        return tuple(sum(world[team][answer] for team in some) for answer in range(len(world[0])))

    steps = tuple(share // block.step for share in block.shares)
    absent = block.people - sum(added(teams))
    conclusion = concluded(steps, added(mine), absent, block.people, place.levels)
    return Others(sum(place.teams[team].people for team in teams - mine), added(teams - mine), conclusion)


@cache
def pairs_within_blocks(place):
    """All pairs of teams that are in one block."""
    return [pair for teams in blocks_by_the_rule(place) for pair in combinations(sorted(teams), 2)]


class Frequencies(NamedTuple):
    """In what share of looks the readers found the others' exact counts, and that all of these answered alike."""

    counts: float
    alike: float


def pair_that_knows_most(place):
    """The two largest teams of a district."""
    return sorted(range(len(place.teams)), key=lambda team: -place.teams[team].people)[:2]


def how_often(chance, places, say, looks, publish=published, pair_of=None):
    """Draw a district, a world and two readers in one block, so many times that something is shown to them."""
    counts = alike = done = 0
    while done < looks:
        place = chance.choice(places)
        pair = pair_of(place) if pair_of else chance.choice(pairs_within_blocks(place))
        for others in read_by(place, say(chance, place), pair, publish):
            counts, alike, done = counts + others.conclusion.counts, alike + others.conclusion.alike, done + 1
    return Frequencies(counts / done, alike / done)
