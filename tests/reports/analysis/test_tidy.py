"""The tidy tables: one thing a row, the numbers of the heatmap, and nothing of a school that the reader does not read."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from districts.roles.roles_held import Overseen
from reports.analysis.tidy import MEASURES, evidence_table, figures_table, means_table, practices_table, tidy_of
from reports.figures import outcomes
from reports.figures.records import Column, CycleRecords, RecordEntry, read_cycle
from reports.figures.scales import ReadScale, ScaleLevel, plain
from reports.heatmap.value import heatmap_of
from tests.factories import make_assessment, make_cycle, make_district, make_edition, make_family, make_team
from tests.reports.factories import add_school, make_record, publish

LEVELS = {"1.1": 1, "1.2": 2, "1.3": 4, "1.4": "?", "2.1": 3, "2.2": "n/a", "2.3": "no"}


def frame_of(table):
    return pd.DataFrame(table.rows, columns=[field.key for field in table.fields])


@pytest.fixture
def cycle(db):
    cycle = make_cycle(make_district(), edition=make_edition(2, 4))
    lake, hill = make_family(cycle.district, name="Lake"), make_family(cycle.district, name="Hill")
    said = {"evidence": {"1.1"}, "changing": {"1.2"}, "local": {"2.1"}, "unsupported": {"1.3"}}
    add_school(cycle, LEVELS, family=lake, name="Ash", **said)
    add_school(cycle, {"1.1": 2, "1.2": 3, "2.1": 4, "2.2": 4}, family=lake, name="Birch")
    add_school(cycle, {"1.1": 4, "1.2": 4, "1.3": 4}, family=hill, name="Cedar")
    make_record(make_assessment(cycle, make_team(cycle.district, name="Board")), {"1.1": 2})
    return publish(cycle)


def test_figures_are_those_of_a_table_worked_by_hand(cycle):
    frame = frame_of(figures_table(tidy_of(read_cycle(cycle)))).set_index(["name", "characteristic"])

    numbers = ["practices", "applicable", "agreed", "at_target", "level", "target", "coverage", "evidence"]
    # Characteristic 1: levels 1, 2 and 4 of four practices; mean 2.33, one of three at target, two with evidence.
    assert frame.loc[("Ash", 1), numbers].tolist() == [4, 4, 3, 1, 2.3, 33, 75, 50]
    # Characteristic 2: a 3, one that does not apply, and two without a level.
    assert frame.loc[("Ash", 2), numbers].tolist() == [4, 3, 1, 1, 3.0, 100, 33, 0]
    assert frame.loc[("Ash", 2), "locally_different"] == 1
    assert pd.isna(frame.loc[("Cedar", 2), "level"])
    assert pd.isna(frame.loc[("Board", 1), "school_id"])
    assert len(frame) == 4 * 2


def test_evidence_is_that_of_a_table_worked_by_hand(cycle):
    frame = frame_of(evidence_table(tidy_of(read_cycle(cycle)))).set_index(["name", "characteristic"])

    assert frame.loc[("Ash", 1)].tolist()[3:] == ["Short 1", 4, 2, 50, 1, 25, 1]


def test_practices_hold_what_was_agreed_and_nothing_made_from_ratings(cycle):
    frame = frame_of(practices_table(tidy_of(read_cycle(cycle)))).set_index(["name", "practice"])

    assert frame.loc[("Ash", "1.1"), ["outcome", "level"]].tolist() == ["level", 1]
    assert frame.loc[("Ash", "2.2"), "outcome"] == "does_not_apply"
    assert not {"median", "share_within_one", "share_not_enough"} & set(frame.columns)
    assert frame.loc[("Ash", "1.3"), "unsupported"]
    assert len(frame) == 4 * 8


def test_means_are_those_of_the_heatmap_for_every_measure(cycle):
    records = read_cycle(cycle)
    frame = frame_of(means_table(tidy_of(records))).astype(object)

    for figure, field in MEASURES.items():
        shown = heatmap_of(records, measure_key=figure.key)
        rows = {None: shown.district} | {group.name: group.means for group in shown.groups}
        for family, row in rows.items():
            own = frame[frame["family"].isna() if family is None else frame["family"] == family]
            found = [None if pd.isna(value) else value for value in own[field.key]]
            assert found == [plain(figure, cell.value) for cell in row.cells], (family, figure.key)


def test_a_superintendent_of_some_families_reads_their_schools_and_no_team_of_the_district(cycle):
    lake = cycle.district.families.get(name="Lake").pk

    tidy = tidy_of(read_cycle(cycle), overseen=Overseen(frozenset({lake})))

    for table in (figures_table(tidy), evidence_table(tidy), practices_table(tidy)):
        assert set(frame_of(table)["name"]) == {"Ash", "Birch"}
    assert set(frame_of(means_table(tidy))["family"].dropna()) == {"Lake"}


def test_a_scale_without_a_target_has_no_share_at_it(cycle):
    records = read_cycle(cycle)
    aimless = CycleRecords(cycle, ReadScale(records.scale.levels, None), records.columns, records.schools, ())

    frame = frame_of(figures_table(tidy_of(aimless)))

    assert frame[["target", "at_target"]].isna().all(axis=None)


LEVEL_OR_NONE = st.lists(st.sampled_from([1, 2, 3, 4, None]), min_size=3, max_size=3)
SCALE = ReadScale(tuple(ScaleLevel(n, str(n), 10 * n) for n in (1, 2, 3, 4)), ScaleLevel(3, "3", 30))


def entry_of(number, levels, family):
    agreed = [level for level in levels if level]
    counts = outcomes.Counts(3, 3, len(agreed), sum(agreed), sum(level >= 3 for level in agreed), 0, 0, 0, 0)
    return RecordEntry(
        number, number, number, family, family, f"Family {family}", f"School {number}", (counts,), counts
    )


def half_up(value, digits):
    """Rounded as people do, without the code under test; NaN stays none."""
    return None if pd.isna(value) else int(value * 10**digits + 0.5 + 1e-9) / 10**digits


@pytest.mark.once
@given(st.lists(st.tuples(LEVEL_OR_NONE, st.integers(1, 2)), max_size=8))
def test_pandas_finds_the_same_means_or_none_for_any_district(schools):
    """The means computed again from the levels themselves."""
    entries = tuple(entry_of(n, levels, family) for n, (levels, family) in enumerate(schools, 1))
    tidy = tidy_of(CycleRecords(None, SCALE, (Column(1, 1, "One", "One"),), entries, ()))
    long = pd.DataFrame(
        [(n, f"Family {family}", level) for n, (levels, family) in enumerate(schools, 1) for level in levels],
        columns=["school", "family", "level"],
    )
    by_school = long.groupby(["family", "school"])["level"].agg(level="mean", agreed="count").reset_index()
    counted = by_school[by_school["agreed"] >= 1.5]

    expected = {None: (half_up(counted["level"].mean(), 1), len(counted))}
    for family in by_school["family"].unique():
        own = counted[counted["family"] == family]
        expected[family] = (half_up(own["level"].mean(), 1) if len(own) >= 2 else None, len(own))
    found = {row[0]: (row[3], row[7]) for row in means_table(tidy).rows}

    assert found == expected
