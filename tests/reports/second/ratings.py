"""Figures from people's ratings beside what pandas finds of a cycle: the same number, or the same refusal."""

import pandas as pd
import pytest

from assessments.agreement import agreement_of as agreement_of_team
from assessments.models import RecordGroup, RecordPractice
from assessments.reading import talk_first as talk_first_of_team
from reports.values.agreement import agreement_of
from reports.values.heatmap import heatmap_of
from reports.values.mirror import mirror_of
from reports.values.reading import read_cycle

from . import frames
from .figures import numbers
from .protected import alpha, near, talk_first
from .writing import entries_of, float_of, none_of


def name_of(family):
    """What a family is called here, by its key; nothing for a group that is none."""
    return f"family {family}" if family else ""


def protected_figures_are_the_same(again):
    """What closing and publishing stored of people's ratings: of which teams and groups, and what."""
    practice = dict.fromkeys(("median", "share_within_one", "share_not_enough"))
    rows = RecordPractice.objects.filter(record__in=again.records.index, median__isnull=False)
    stored = {
        ("team", team, pk): own for team, pk, *own in rows.values_list("record__assessment", "practice", *practice)
    }
    rows = RecordGroup.objects.filter(cycle=again.cycle, median__isnull=False)
    stored |= {
        (kind, name_of(family), pk): own
        for kind, family, pk, *own in rows.values_list("kind", "family", "practice", *practice)
    }
    found, _mirror = again.stood
    expected = {(row.kind, row.name, row.practice): [row.median, row.near, row.lacks] for row in found.itertuples()}

    assert stored.keys() == expected.keys()
    for key, figures in stored.items():
        assert figures == pytest.approx(expected[key]), key


def agreement_says_the_same(again):
    """The page of agreement: each row's mean share of people within one level, over the practices shown of it."""
    records = read_cycle(again.cycle)
    shown = agreement_of(records)
    teams = {entry.key: again.records["team"][pk] for pk, entry in entries_of(records).items()}
    rows = [("all_schools", "", shown.schools)]
    rows += [("team", teams[row.key], row) for row in shown.teams]
    rows += [("family", name_of(group.family_pk), group.means) for group in shown.groups if group.means]
    rows += [("team", teams[row.key], row) for group in shown.groups for row in group.rows]
    heatmap = {row.name: row for row in heatmap_of(records, measure_key="agreement").rows}
    for kind, name, row in rows:
        for number, cell in zip(numbers(again), row.cells, strict=True):
            expected, _practices = again.near_of(kind, name, number)
            assert float_of(cell.value) == none_of(expected), cell.name
        beside = heatmap["District" if kind == "all_schools" else row.name]
        assert [float_of(cell.value) for cell in beside.cells] == pytest.approx([float_of(c.value) for c in row.cells])
    assert shown.overall[1] == again.near_of("all_schools", "")[1]
    of_schools = again.stood[0][again.stood[0]["name"].isin([teams[e.key] for e in records.schools])]
    apart = of_schools["near"].lt(0.75).groupby(of_schools["practice"]).agg(["sum", "count"])
    assert {one.practice.pk: (one.apart, one.shown) for one in shown.apart if one.shown} == {
        row.Index: (row.sum, row.count) for row in apart.itertuples()
    }


def teams_read_the_same_of_themselves(again):
    """A team's own agreement, over the practices of which it saw a spread, and Krippendorff's alpha."""
    for assessment in again.cycle.assessments.filter(record__isnull=False):
        shown = agreement_of_team(assessment)
        own = again.ratings[again.ratings["team"] == assessment.pk].dropna(subset="level")
        spread = own.groupby("practice")["level"].filter(lambda levels: len(levels) >= 3)
        own = own.loc[spread.index]
        expected = {practice: near(levels) for practice, levels in own.groupby("practice")["level"]}
        assert {one.practice.pk: (float(one.median["value"]), float(one.near)) for one in shown.stood} == {
            practice: pytest.approx(figures) for practice, figures in expected.items()
        }
        counts = pd.crosstab(own["practice"], own["level"]).reindex(columns=again.scale.index, fill_value=0)
        assert float_of(shown.alpha) == none_of(alpha(counts)), assessment.pk


def the_talk_first_order_is_the_same(again):
    """Which practice a team talks about first, over all that people answered by then."""
    levels = frames.ratings_in(again.cycle, revealed_only=False).dropna(subset="level")
    for assessment in again.cycle.assessments.filter(record__isnull=False):
        own = levels[levels["team"] == assessment.pk]
        order = talk_first(own, again.scale.index, again.practices["practice"])
        assert talk_first_of_team(assessment) == order, assessment.pk


def mirror_says_the_same(again):
    """The district team's people beside all schools' people: of each practice, and of each characteristic."""
    _stood, sides = again.stood
    shown = mirror_of(read_cycle(again.cycle))
    for row in shown.rows:
        for one in row.practices:
            assert (one.reflected.sides is not None) == (one.practice.pk in sides.index)
        own = sides[sides.index.isin([one.practice.pk for one in row.practices])]
        for one in row.practices:
            if one.practice.pk in own.index:
                expected, found = own.loc[one.practice.pk], one.reflected.sides
                people = (one.district_people, one.schools_people)
                assert (float(found.district), float(found.schools), *people) == pytest.approx(tuple(expected))
        assert row.shown == len(own)
        if len(own):
            gap = (own["district"] - own["schools"]).mean()
            assert float(row.reflected.sides.gap) == pytest.approx(gap)
        else:
            assert row.reflected.sides is None


RATINGS = [
    protected_figures_are_the_same,
    agreement_says_the_same,
    teams_read_the_same_of_themselves,
    the_talk_first_order_is_the_same,
    mirror_says_the_same,
]
