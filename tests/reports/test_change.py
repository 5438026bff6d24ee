"""What changed between two cycles, against tables worked by hand and against pandas."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frameworks.models import Crosswalk, Practice
from reports.change import Moves, Pair, changes_between, changes_since
from reports.reading import read_cycle
from tests.factories import make_assessment, make_cycle, make_district, make_edition, make_school, make_team

from .factories import make_record, publish


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
    """What changed in the characteristic of this number; None where nothing is compared."""
    records = read_cycle(cycle)
    column = next(column for column in records.columns if column.number == number)
    return changes_since(records, read_cycle(before)).get(column.pk)


@pytest.mark.django_db
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

    # Then (2 + 10/4) ÷ 2 = 9/4; now (10/4 + 3) ÷ 2 = 11/4. Of 6 levels agreed both times 3 rose, 1 fell, 2 stayed.
    assert (change.before, change.after, change.by) == (Fraction(9, 4), Fraction(11, 4), Fraction(1, 2))
    assert change.moves == Moves(rose=3, fell=1, stayed=2)
    assert (change.practices, change.of, change.moved) == (4, 4, 0)


@pytest.mark.django_db
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
    assert (change.before, change.after) == (2, 3)
    assert (change.practices, change.of, change.moved) == (2, 3, 1)
    assert change.moves == Moves(rose=4, fell=0, stayed=0)
    assert change_in(now, before, number=2) is None


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


@pytest.mark.django_db
def test_two_scales_are_never_compared(district):
    edition, schools = make_edition(1, 2), [make_school(district) for _ in range(2)]
    before = cycle_of(district, edition, schools, [{"1.1": 1, "1.2": 1}] * 2)
    now = cycle_of(district, edition, schools, [{"1.1": 2, "1.2": 2}] * 2)

    assert before.scale_id != now.scale_id
    assert change_in(now, before) is None


@pytest.mark.django_db
def test_a_level_of_one_school_is_not_compared_and_its_moves_are_not_counted(district):
    edition, schools = make_edition(1, 2), [make_school(district) for _ in range(3)]
    alone = cycle_of(district, edition, schools[:1], [{"1.1": 1, "1.2": 1}])
    before = cycle_of(district, edition, schools[:2], [{"1.1": 1, "1.2": 1}] * 2, scale=alone.scale)
    now = cycle_of(district, edition, schools[1:], [{"1.1": 2, "1.2": 2}] * 2, scale=alone.scale)

    assert change_in(now, alone) is None
    # Two schools each time, but only one of them both times.
    assert change_in(now, before).by == 1
    assert change_in(now, before).moves is None


LEVELS = st.one_of(st.none(), st.integers(1, 4))
SCHOOLS = st.dictionaries(st.integers(1, 5), st.dictionaries(st.integers(1, 6), LEVELS), max_size=5)


@pytest.mark.once
@settings(max_examples=60, deadline=None)
@given(now=SCHOOLS, then=SCHOOLS, pairs=st.dictionaries(st.integers(1, 6), st.integers(1, 6)))
def test_pandas_computes_the_same_changes_and_refuses_the_same(now, then, pairs):
    pairs = {new: old for new, old in pairs.items() if list(pairs.values()).count(old) == 1}
    characteristics = {1: [1, 2, 3], 2: [4, 5, 6]}

    found = changes_between(now, then, [Pair(new, old, False) for new, old in pairs.items()], characteristics)

    for characteristic, practices in characteristics.items():
        wanted = in_pandas(now, then, {new: old for new, old in pairs.items() if new in practices})
        change = found.get(characteristic)
        got = change and (float(change.before), float(change.after), change.moves)
        assert (got is None) == (wanted is None)
        if wanted:
            assert got[:2] == pytest.approx(wanted[:2])
            assert (got[2] and (got[2].rose, got[2].fell, got[2].stayed)) == wanted[2]


def in_pandas(now, then, pairs):
    """Levels before and after and the moves, computed from one long table; None where there is no comparison."""
    rows = [
        ("now", school, practice, level)
        for school, own in now.items()
        for practice, level in own.items()
        if practice in pairs
    ]
    back = {old: new for new, old in pairs.items()}
    rows += [
        ("then", school, back[practice], level)
        for school, own in then.items()
        for practice, level in own.items()
        if practice in back
    ]
    if not rows:
        return None
    table = pd.DataFrame(rows, columns=["side", "school", "practice", "level"]).astype({"level": "Float64"})
    by_school = table.groupby(["side", "school"])["level"].agg(["mean", "count", "size"])
    counted = by_school[(by_school["count"] > 0) & (2 * by_school["count"] >= by_school["size"])]["mean"]
    levels = counted.groupby("side").agg(["mean", "count"]) if len(counted) else pd.DataFrame(columns=["mean", "count"])
    if not {"now", "then"} <= set(levels.index) or levels["count"].min() < 2:
        return None
    moves = None
    if len(now.keys() & then.keys()) >= 2:
        wide = table.pivot_table(index=["school", "practice"], columns="side", values="level", aggfunc="first").dropna()
        by = wide["now"] - wide["then"] if {"now", "then"} <= set(wide.columns) else pd.Series(dtype="Float64")
        moves = (int((by > 0).sum()), int((by < 0).sum()), int((by == 0).sum()))
    return float(levels["mean"]["then"]), float(levels["mean"]["now"]), moves
