"""Rules that are weaker than the product's, each in one way, so that the attack can be seen to win."""

from assessments.publishing.blocks import FEWEST_TEAMS_LEFT, Sorted, rounded_shares, shares_of, step_of
from tests.assessments.publishing.attack.published import blocks_of, published


def with_single_teams(place, world):
    """Beside the blocks, each team's own shares."""
    own = (
        rounded_shares((*counts, team.people - sum(counts)), 20)
        for team, counts in zip(place.teams, world, strict=True)
    )
    return published(place, world), tuple(own)


def with_steps(step_for):
    """The same blocks, with shares in other steps; ``step_for`` gives the step in per cent for so many people."""

    def publish(place, world):
        outside = published(place, world)
        blocks = []
        for block, (found, people) in zip(outside.blocks, blocks_of(place), strict=True):
            if block.shares:
                keys = list(place.people)
                counts = [
                    sum(column) for column in zip(*(world[keys.index(team)] for team in found.teams), strict=True)
                ]
                step = step_for(people)
                shares = rounded_shares((*counts, people - sum(counts)), step)
                block = block._replace(step=step, shares=shares)
            blocks.append(block)
        return outside._replace(blocks=tuple(blocks))

    return publish


def with_all_schools_counted_anew(place, world):
    """Each family that is large enough, and beside these, overlapping them, all schools."""
    people = place.people
    answers = dict(zip(people, world, strict=True))
    families = {team.family for team in place.teams} - {None}
    sets = [tuple(team for team in people if place.families[team] == family) for family in sorted(families)]
    shown = (shares_of(Sorted(teams), people, answers, place.threshold) for teams in [*sets, tuple(people)])
    return tuple(shown)


def sorted_with_one_taken_away(people, family_of, threshold):
    """All schools are a block where 2 *m* people of two teams remain beside the largest team alone."""
    rest = [number for number in sorted(people.values(), reverse=True)[1:] if number]
    return [Sorted(tuple(people))] if sum(rest) >= 2 * threshold and len(rest) >= FEWEST_TEAMS_LEFT else []


def shares_with_one_taken_away(block, people, answers, threshold):
    """Shown where *m* of two teams answered beside the largest team alone."""
    rest = sorted(map(sum, answers.values()), reverse=True)[1:]
    if sum(rest) < threshold or len(rest) < FEWEST_TEAMS_LEFT:
        return None
    counts = [sum(column) for column in zip(*answers.values(), strict=True)]
    everybody = sum(people.values())
    return rounded_shares((*counts, everybody - sum(counts)), step_of(everybody))


def shares_where_enough_gave_a_level(block, people, answers, threshold):
    """Shown where *m* people of two teams gave a level, which what they said decides; the last answer is no level."""
    levels = {team: (*counts[:-1], 0) for team, counts in answers.items()}
    is_shown = shares_of(block, people, levels, threshold)
    return is_shown and shares_of(block, people, answers, threshold)
