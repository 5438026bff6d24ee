"""A district over its years, its board report, its place in the province, and how far its open cycle is."""

import pandas as pd

from assessments.cycles.models import Cycle
from reports.board.value import board_of
from reports.figures.records import read_cycle
from reports.progress.value import progress_of
from reports.province.value import province
from reports.trend.district import trend_of
from reports.trend.school import over_years_of

from . import frames
from .figures import Again, numbers
from .writing import difference, entries_of, float_of, none_of
from .years import Change


def published(district, families=None):
    """A district's published cycles worked out again, oldest first.

    ``families``: by cycle where its schools belonged on the day of publication; where they do today, without it.
    """
    cycles = Cycle.objects.published().filter(district=district).select_related("district", "edition")
    return [Again(cycle, families and families[cycle.pk]) for cycle in reversed(cycles)]


def trend_says_the_same(district):
    """Between each cycle and each earlier one: what rose, fell and stayed, over all schools and over a family's."""
    known = published(district)
    for place, now in enumerate(known):
        for then in known[:place]:
            change, records = Change(then, now), (read_cycle(now.cycle), [read_cycle(then.cycle)])
            for family in (None, *now.families().index):
                shown, fewest = trend_of(*records, then.cycle, family=family), 1 if family is None else 2
                for number, row in zip(numbers(now), shown.rows, strict=True):
                    before, after, ways, counted = change.mean(now.schools(family), number, fewest)
                    found = float_of(row.change.before), float_of(row.change.after)
                    assert found == (none_of(before), none_of(after)), (family, number)
                    assert float_of(row.change.value) == none_of(difference(before, after))
                    assert (tuple(row.change.tally), row.change.teams) == (ways, counted)
            of_schools = change.compared[change.compared["record"].isin(now.schools())]
            steps = of_schools.groupby("practice")["step"]
            shown = trend_of(*records, then.cycle)
            assert {one.practice.pk for one in shown.practices} == set(change.lines["after"])
            for one in shown.practices:
                own = steps.get_group(one.practice.pk) if one.practice.pk in steps.groups else pd.Series(dtype=float)
                assert tuple(one.tally) == ((own > 0).sum(), (own < 0).sum(), (own == 0).sum())


def stories_say_the_same(district):
    """A team over the years: its own means and what rose, fell and stayed, however little it has."""
    *_earlier, then, now = published(district)
    change, records, before = Change(then, now), read_cycle(now.cycle), read_cycle(then.cycle)
    for pk, entry in entries_of(records).items():
        if before.entry(entry.key):
            shown = over_years_of(records, entry.key, [before], then.cycle, discreet=False)
            for number, course in zip(numbers(now), shown.courses, strict=True):
                was, is_, ways = change.own(pk, number)
                found = course.change
                assert (float_of(found.before), float_of(found.after)) == (none_of(was), none_of(is_)), (pk, number)
                assert tuple(found.tally) == ways


def board_says_the_same(district):
    """The board report: no figure of fewer than two schools, no change by which one could be known."""
    known = published(district)
    for then, now in zip([None, *known], known, strict=False):
        change = Change(then, now) if then else None
        report = board_of(now.cycle, then and then.cycle)
        for number, row in zip(numbers(now), report.rows, strict=True):
            figures = {"level": row.level, "target": row.at_target, "coverage": row.coverage}
            for measure, found in figures.items():
                value, counted, left_out = now.mean(measure, now.schools(), 2, number)
                assert float_of(found) == none_of(value), (measure, number)
                assert (row.schools, row.left_out) == (counted, left_out) or measure != "level"
            assert (row.change is None) == (change is None)
            if change:
                was, is_, ways, counted = change.discreet(number) or (None, None, (0, 0, 0), 0)
                found = row.change
                assert float_of(found.by) == none_of(difference(was, is_)), number
                assert (found.rose, found.fell, found.stayed, found.schools) == (*ways, counted)
                assert bool(found.missing) == (found.by is None)


def province_says_the_same(district):
    """The district's newest published cycle: no level of fewer than two schools."""
    (row,) = (row for table in province() for row in table.rows if row.cycle.district == district)
    newest = published(district)[-1]
    assert row.cycle == newest.cycle
    for number, cell in zip(numbers(newest), row.cells, strict=True):
        value, counted, _left_out = newest.mean("level", newest.schools(), 2, number)
        assert (float_of(cell.value), cell.schools) == (none_of(value), counted)


def progress_says_the_same(district):
    """Of every team how many rate, and how many answers there are of how many: counts, never levels."""
    for cycle in district.cycles.all():
        assessments = list(cycle.assessments.select_related("team", "school__family", "record"))
        found = sorted(
            (row.name, row.people, row.answered, row.expected) for row in progress_of(cycle, assessments).rows
        )
        answers, raters, practices = frames.answers_in(cycle), frames.raters_now(), len(frames.practices_in(cycle))
        given = answers[answers["answer"].notna() & (answers["answer"] != "withdrawn")].groupby("team").size()
        expected = []
        for one in assessments:
            seated = set(answers.loc[answers["team"] == one.pk, "person"])
            elsewhere = set(answers.loc[answers["team"] != one.pk, "person"])
            people = seated | set(raters.loc[raters["team_pk"] == one.team_id, "person"]) - elsewhere
            name = one.school.name if one.school else one.team.name
            expected.append((name, len(people), given.get(one.pk, 0), len(people) * practices))
        assert found == sorted(expected)


DISTRICTS = [
    trend_says_the_same,
    stories_say_the_same,
    board_says_the_same,
    province_says_the_same,
    progress_says_the_same,
]
