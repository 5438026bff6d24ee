"""Figures from agreed outcomes beside what pandas finds of a cycle: the same number, or the same refusal."""

import math

import pytest

from reports.analysis.tidy import evidence_table as tidy_evidence_table
from reports.analysis.tidy import figures_table, means_table, tidy_of
from reports.evidence.export import evidence_table
from reports.evidence.value import evidence_of
from reports.figures.measures import measures
from reports.figures.outcomes import range_of_others
from reports.figures.records import read_cycle
from reports.heatmap.practices import practices_of
from reports.heatmap.value import heatmap_of

from .figures import MEASURES, numbers
from .frames import RUNGS
from .writing import entries_of, float_of, hundredths, none_of, rounded, rows_of


def heatmap_says_the_same(again):
    """Schools and teams × characteristics, families and the district, in every measure that comes from outcomes."""
    records = read_cycle(again.cycle)
    keys = {entry.key: pk for pk, entry in entries_of(records).items()}
    known = [measure for measure in MEASURES if measure in measures(records.scale)]
    assert set(known) >= {"level", "coverage", "evidence", "changing"}
    for measure in known:
        shown = heatmap_of(records, measure_key=measure)
        rows = {keys[row.key]: row for row in shown.rows if row.kind in ("school", "team")}
        assert rows.keys() == set(again.records.index)
        for record, row in rows.items():
            for number, cell in zip(numbers(again), row.cells, strict=True):
                assert float_of(cell.value) == none_of(again.cells[measure].get((record, number))), (measure, cell.name)
        means_are_the_same(again, shown, measure)


def means_are_the_same(again, shown, measure):
    """The district's row and the families'."""
    families = {group.family_pk: group.means for group in shown.groups if group.means}
    assert families.keys() == set(again.families().index)
    for family, row, fewest in [(None, shown.district, 1), *((pk, row, 2) for pk, row in families.items())]:
        for number, cell in zip(numbers(again), row.cells, strict=True):
            value, _counted, _left_out = again.mean(measure, again.schools(family), fewest, number)
            assert float_of(cell.value) == none_of(value), (measure, cell.name)


def ranges_say_the_same(again):
    """From the lowest to the highest of at least five other schools, and none of fewer."""
    records = read_cycle(again.cycle)
    for measure in ("level", "coverage", "evidence"):
        figure = measures(records.scale)[measure].figure
        for own in records.schools:
            found = range_of_others(figure, [entry.total for entry in records.schools if entry.pk != own.pk])
            table = again.totals.loc[[pk for pk in again.schools() if pk != own.pk]]
            counted = table[measure].where((table["coverage"] >= 0.5) | (measure == "coverage")).dropna()
            expected = (counted.min(), counted.max(), len(counted)) if len(counted) >= 5 else None
            found = found and (float(found.low), float(found.high), found.schools)
            assert found == (expected and pytest.approx(expected))


def practices_say_the_same(again):
    """Practices × schools, and of each practice how many schools stand where."""
    records = read_cycle(again.cycle)
    keys = {entry.key: pk for pk, entry in entries_of(records).items()}
    for number in numbers(again):
        table, inside = practices_of(records, number), again.said[again.said["characteristic"] == number]
        levels = inside.pivot(index="record", columns="code", values="level")
        for row in table.rows:
            for summary, cell in zip(table.summaries, row.cells, strict=True):
                assert cell.value == none_of(levels.loc[keys[row.key], summary.code])
        of_schools = inside[inside["school"].notna()]
        for summary in table.summaries:
            own = of_schools[of_schools["code"] == summary.code]
            expected = (own["agreed"].sum(), len(own), own["evidenced"].sum())
            assert (summary.agreed, summary.schools, summary.with_evidence) == expected
            mean = rounded(own["level"].mean(), 1)
            assert summary.mean == ("–" if mean is None else f"{mean}")
            counts = own["level"].value_counts()
            assert [(level.value, n) for level, n in summary.distribution] == [
                (value, counts.get(value, 0)) for value in again.scale.index
            ]


def evidence_says_the_same(again):
    """What levels rest on: the shares of each rung, of all schools and of each family."""
    records = read_cycle(again.cycle)
    for family in (None, *again.families().index):
        shown, fewest = evidence_of(records, family=family), 1 if family is None else 2
        rows, written = [shown.overall, *shown.rows], evidence_table(shown).rows
        for number, row, (_family, _name, *cells) in zip([None, *numbers(again)], rows, written, strict=True):
            means = [again.mean(measure, again.schools(family), fewest, number) for measure in ("evidence", *RUNGS)]
            assert [float_of(share.value) for share in row.shares] == [none_of(value) for value, *_counts in means]
            assert cells == [*(hundredths(value) for value, *_counts in means), means[0][1]]
            assert row.left_out == means[0][2]


def lists_of_evidence_say_the_same(again):
    """What was agreed on less evidence than the level asks for, and which pieces speak for the most practices."""
    records = read_cycle(again.cycle)
    shown, short = evidence_of(records), again.said[again.said["short"]]
    found = [(team.name, one.code) for team in shown.unsupported.teams for one in team.levels]
    assert sorted(found) == sorted(zip(short["name"], short["code"], strict=True))
    used = again.pieces[again.pieces["withdrawn"].isna() & again.pieces["record"].isin(again.records.index)]
    most = used.groupby("piece").size().sort_values(ascending=False)
    assert [len(piece.codes) for piece in shown.pieces] == most[most > 1].head(10).tolist()


def tidy_figures_are_the_same(again):
    """What Excel and the API hold of each team and characteristic: counts, and figures rounded once, half up."""
    tidy = tidy_of(read_cycle(again.cycle))
    entries = [entry.pk for entry in tidy.entries for _number in numbers(again)]
    has_target = not math.isnan(again.target)
    for record, row in zip(entries, rows_of(figures_table(tidy)), strict=True):
        own = again.cells.loc[record, row["characteristic"]]
        counts = ("practices", "applicable", "agreed")
        assert [row[key] for key in counts] == own[[*counts]].tolist()
        assert (row["at_target"], row["target"]) == (
            (own["reached"], hundredths(own["target"])) if has_target else (None,) * 2
        )
        assert (row["level"], row["locally_different"]) == (rounded(own["level"], 1), own["local"])
        assert (row["coverage"], row["evidence"]) == (hundredths(own["coverage"]), hundredths(own["evidence"]))


def tidy_evidence_is_the_same(again):
    """What Excel holds of the evidence."""
    tidy = tidy_of(read_cycle(again.cycle))
    entries = [entry.pk for entry in tidy.entries for _number in numbers(again)]
    for record, row in zip(entries, rows_of(tidy_evidence_table(tidy)), strict=True):
        own = again.cells.loc[record, row["characteristic"]]
        found = row["with_evidence"], row["with_changing"], row["changing"], row["unsupported"]
        assert found == (own["evidenced"], own["changed"], hundredths(own["changing"]), own["short"])


def tidy_means_are_the_same(again):
    """What both hold of the district and its families."""
    tidy = tidy_of(read_cycle(again.cycle))
    families = {name: pk for pk, name in again.families().items()}
    for row in rows_of(means_table(tidy)):
        schools, fewest = again.schools(families.get(row["family"])), 1 if row["family"] is None else 2
        level, counted, left_out = again.mean("level", schools, fewest, row["characteristic"])
        assert (row["level"], row["schools"], row["left_out"]) == (level and rounded(level, 1), counted, left_out)
        for share in ("coverage", "evidence"):
            assert row[share] == hundredths(again.mean(share, schools, fewest, row["characteristic"])[0])


OUTCOMES = [
    heatmap_says_the_same,
    ranges_say_the_same,
    practices_say_the_same,
    evidence_says_the_same,
    lists_of_evidence_say_the_same,
    tidy_figures_are_the_same,
    tidy_evidence_is_the_same,
    tidy_means_are_the_same,
]
