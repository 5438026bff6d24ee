"""The board report's changes are the trend's, where no school can be known by them."""

from fractions import Fraction

import pytest

from frameworks.models.crosswalk import Crosswalk
from frameworks.models.edition import Practice
from reports.board.change import changes_since
from reports.figures.records import read_cycle
from reports.trend.district import trend_of
from tests.factories import make_assessment, make_cycle, make_district, make_edition, make_school, make_team
from tests.reports.factories import make_record, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_district()


def cycle_of(district, edition, schools, levels, **fields):
    """A published cycle in which these schools agreed so, by school."""
    cycle = make_cycle(district, edition=edition, **fields)
    for school, said in zip(schools, levels, strict=True):
        team = school.teams.first() or make_team(district, school)
        make_record(make_assessment(cycle, team), said)
    return publish(cycle)


def change_in(cycle, before, number=1):
    """What changed in the characteristic of this number; None where the cycles cannot be compared."""
    records = read_cycle(cycle)
    column = next(column for column in records.columns if column.number == number)
    return changes_since(records, read_cycle(before)).get(column.pk)


def test_within_an_edition_each_practice_is_compared_with_itself(district):
    edition, schools = make_edition(1, 4), [make_school(district) for _ in range(2)]
    before = cycle_of(
        district, edition, schools, [{"1.1": 1, "1.2": 2, "1.3": 3}, {"1.1": 2, "1.2": 2, "1.3": 2, "1.4": 4}]
    )
    now = cycle_of(
        district, edition, schools, [{"1.1": 2, "1.2": 2, "1.3": 2, "1.4": 4}, {"1.1": 2, "1.2": 4, "1.3": 3, "1.4": "n/a"}],
        scale=before.scale,
    )  # fmt: skip

    change = change_in(now, before)

    # 1.4 has a level on one side only. Then (6/3 + 6/3) ÷ 2; now (6/3 + 9/3) ÷ 2. Of 6 levels 3 rose, 1 fell, 2 stayed.
    assert (change.by, change.schools) == (Fraction(1, 2), 2)
    assert (change.rose, change.fell, change.stayed) == (3, 1, 2)
    assert (change.practices, change.of, change.moved) == (4, 4, 0)


@pytest.mark.parametrize("forwards", [True, False], ids=["forwards", "backwards"])
def test_across_editions_only_practices_that_continue_are_compared(district, forwards):
    old, new = make_edition(2, 3), make_edition(2, 3)
    schools = [make_school(district) for _ in range(2)]
    before = cycle_of(district, old, schools, [{"1.1": 1, "1.2": 4, "1.3": 4, "2.1": 3}] * 2)
    now = cycle_of(district, new, schools, [{"1.1": 2, "1.2": 1, "1.3": 4, "2.1": 1}] * 2, scale=before.scale)
    walk(old, new, "1.1", "1.1", "reworded", forwards)
    walk(old, new, "2.1", "1.3", "moved", forwards)
    walk(old, new, "1.2", "1.2", "split", forwards)

    change = change_in(now, before)

    # Then (1 + 3) ÷ 2, now (2 + 4) ÷ 2: what was split is not compared, what moved is and is said.
    assert change.by == 1
    assert (change.practices, change.of, change.moved) == (2, 3, 1)
    assert (change.rose, change.fell, change.stayed) == (4, 0, 0)
    none = change_in(now, before, number=2)
    assert (none.by, none.missing) == (None, "no_practice")


def walk(old, new, then, now, relation, forwards):
    """A row of the crosswalk, written in the one direction or the other."""
    ends = [(old, practice_of(old, then)), (new, practice_of(new, now))]
    (from_edition, from_practice), (to_edition, to_practice) = ends if forwards else reversed(ends)
    Crosswalk.objects.create(
        from_edition=from_edition,
        to_edition=to_edition,
        from_practice=from_practice,
        to_practice=to_practice,
        relation=relation,
    )


def practice_of(edition, code):
    return Practice.objects.get(characteristic__edition=edition, code=code)


def test_two_scales_are_never_compared(district):
    edition, schools = make_edition(1, 2), [make_school(district) for _ in range(2)]
    before = cycle_of(district, edition, schools, [{"1.1": 1, "1.2": 1}] * 2)
    now = cycle_of(district, edition, schools, [{"1.1": 2, "1.2": 2}] * 2)

    assert before.scale_id != now.scale_id
    assert change_in(now, before) is None


@pytest.mark.parametrize(("then", "now", "missing"), [
    (3, 3, ""),
    (1, 3, "few_schools"),  # one school both times
    (3, 4, "one_school"),  # the fourth school could be worked out from the figures of now
    (4, 3, "one_school"),  # and so could one that has no record now
    (3, 5, ""),
    (14, 15, "one_school"),
    (15, 16, ""),  # roundings of the figures leave the sixteenth open over all four levels
])  # fmt: skip
def test_a_change_by_which_one_school_would_be_known_is_not_told(district, then, now, missing):
    edition, schools = make_edition(1, 2), [make_school(district) for _ in range(max(then, now))]
    before = cycle_of(district, edition, schools[:then], [{"1.1": 1, "1.2": 1}] * then)
    cycle = cycle_of(district, edition, schools[:now], [{"1.1": 2, "1.2": 2}] * now, scale=before.scale)

    change = change_in(cycle, before)

    assert (change.by is None, change.missing) == (bool(missing), missing)


def test_the_board_and_the_trend_say_the_same_change(district):
    edition, schools = make_edition(2, 4), [make_school(district) for _ in range(4)]
    then = [{"1.1": 1, "1.2": 2, "2.1": 3}, {"1.1": 2, "2.1": "no", "2.2": 1}, {"1.2": 4, "1.3": 3}, {"1.1": 1}]
    now = [{"1.1": 3, "1.2": 2, "2.1": 3}, {"1.1": 2, "2.1": 2, "2.2": 1}, {"1.2": 3, "1.3": 4}, {"1.1": 2}]
    before = cycle_of(district, edition, schools, then)
    cycle = cycle_of(district, edition, schools, now, scale=before.scale)
    records, earlier = read_cycle(cycle), read_cycle(before)

    trend = {row.column.pk: row.change for row in trend_of(records, [earlier], before).rows}
    board = changes_since(records, earlier)

    assert board
    for pk, change in board.items():
        assert (change.by, change.schools) == (trend[pk].value, trend[pk].teams)
        assert (change.rose, change.fell, change.stayed) == tuple(trend[pk].tally)


def test_a_change_is_the_difference_of_the_two_levels_as_they_are_shown(district):
    """16/12 is shown as 1.3 and 21/12 as 1.8: half a level, though what was not rounded changed by less."""
    edition, schools = make_edition(1, 12), [make_school(district) for _ in range(2)]
    codes = [f"1.{n}" for n in range(1, 13)]
    then = [dict(zip(codes, [1] * 8 + [2] * 4, strict=True))] * 2  # 16/12
    now = [dict(zip(codes, [1] * 3 + [2] * 9, strict=True))] * 2  # 21/12
    before = cycle_of(district, edition, schools, then)
    cycle = cycle_of(district, edition, schools, now, scale=before.scale)
    row = trend_of(read_cycle(cycle), [read_cycle(before)], before).rows[0]

    assert (row.written.before, row.written.after, row.written.change) == ("1.3", "1.8", "+0.5")
    assert row.change.after - row.change.before < Fraction(45, 100)
    assert change_in(cycle, before).by == Fraction(1, 2)
