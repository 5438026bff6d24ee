"""No figure of one school team's answers is read outside it: not on a page, in a file, or by a program.

Two worlds in which one team's people answered otherwise, and every block's published shares are the same, answer
everybody outside that team byte for byte the same.
"""

from itertools import product

import pytest

from assessments.publishing import actions
from assessments.publishing.blocks import rounded_shares
from assessments.publishing.models import BlockPractice
from assessments.rating.models import Rating
from tests.factories import practices_of
from tests.privacy.walker import ALWAYS_THE_SAME, differing, walk
from tests.privacy.world import undone

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# Everybody but the people of team three: its school's principal, too, is not in the team.
OUTSIDE = (
    "nobody",
    "superintendent",
    "superintendent of a family",
    "administrator",
    "principal of three",
    "principal of four",
    "member of one",
    "facilitator of two",
    "trustee",
    "province viewer",
    "outsider",
    "superuser",
)
LEVELS = 4


def ratings_of(world, name, practice):
    found = Rating.objects.filter(seat__assessment=world.assessment(name), practice=practice)
    return list(found.select_related("level").order_by("pk"))


def set_levels(world, name, practice, values):
    levels = {level.value: level for level in world.scale.levels.all()}
    for rating, value in zip(ratings_of(world, name, practice), values, strict=True):
        rating.level = levels[value]
        rating.save()


def publish(world):
    """All four teams close, whatever they have revealed; the cycle is published."""
    assessment = world.start("one")
    world.agree(assessment, *practices_of(assessment)[:2])
    for name in world.team:
        world.close(name)
    actions.publish_cycle(cycle=world.cycle, by=None)


def read_outside(world, change):
    """What stands outside, and what is published of each practice, where ``change`` came before the close."""
    with undone(world):
        change()
        publish(world)
        shares = dict(BlockPractice.objects.filter(cycle=world.cycle).values_list("practice", "shares"))
        return walk(world, OUTSIDE, less=ALWAYS_THE_SAME), shares


def counts_of(values):
    return [values.count(level) for level in range(1, LEVELS + 1)]


def redistributed(world, practice):
    """Other levels for the people of team three, as far from theirs as keeps the shares of all 22 people the same."""
    own = [rating.level.value for rating in ratings_of(world, "three", practice)]
    others = [r.level.value for name in world.team if name != "three" for r in ratings_of(world, name, practice)]
    assert len(own + others) == 22
    published = rounded_shares(counts_of(own + others), 10)
    alike = [
        values
        for values in product(range(1, LEVELS + 1), repeat=len(own))
        if rounded_shares(counts_of([*values, *others]), 10) == published and counts_of(values) != counts_of(own)
    ]
    return max(
        alike, key=lambda values: sum(abs(a - b) for a, b in zip(counts_of(values), counts_of(own), strict=True))
    )


def test_swapped_among_a_teams_own_people_answers_are_read_the_same(world):
    def swap():
        for practice in practices_of(world.assessment("three")):
            values = [rating.level.value for rating in ratings_of(world, "three", practice)]
            set_levels(world, "three", practice, values[1:] + values[:1])

    one, shares = read_outside(world, lambda: None)
    other, _shares = read_outside(world, swap)

    assert any(shares.values())
    assert differing(one, other) == set()


def test_a_teams_answers_that_leave_the_blocks_shares_as_they_are_are_read_the_same(world):
    def redistribute():
        for practice in practices_of(world.assessment("three")):
            set_levels(world, "three", practice, redistributed(world, practice))

    one, shares = read_outside(world, lambda: None)
    other, the_same = read_outside(world, redistribute)

    assert shares == the_same
    assert all(shares.values())
    assert differing(one, other) == set()


def test_what_moves_a_blocks_shares_is_read_by_superintendents_alone_so_the_walk_sees_it(world):
    def move():
        for practice in practices_of(world.assessment("three")):
            set_levels(world, "three", practice, [4] * 6)

    one, _shares = read_outside(world, lambda: None)
    other, _moved = read_outside(world, move)

    different = {(role, view) for role, view, _url in differing(one, other)}
    assert {role for role, _view in different} == {"superintendent", "superintendent of a family"}
    assert {view for _role, view in different} == {
        "reports:rater_agreement",
        "reports:rater_agreement_csv",
        "reports:rater_agreement_xlsx",
        "reports:workbook_file",
        "api:blocks_json",
    }
