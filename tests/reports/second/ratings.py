"""Figures from people's ratings beside what pandas finds of a cycle: the same number, or the same refusal."""

import datetime

import pandas as pd
import pytest

from assessments.meeting.band_queries import bands_of
from assessments.meeting.rater_agreement import rater_agreement_of as agreement_of_team
from assessments.publishing.models import MirrorPractice
from reports.figures.records import read_cycle
from reports.mirror.value import mirror_of
from reports.rater_agreement.value import choices_of, rater_agreement_of
from tests.factories import join

from . import frames
from .figures import numbers
from .protected import alpha, apart, has_a_spread, mean_of_shares, near, of_all_schools, quarters, talk_first
from .writing import float_of, none_of


def blocks_are_the_same(again):
    """What publication stored of schools' people: which teams make a block, and the shares of each practice."""
    stored = {
        frozenset(block.assessments.values_list("pk", flat=True)): (
            block.people,
            block.step,
            dict(block.practices.values_list("practice", "shares")),
        )
        for block in again.cycle.blocks.all()
    }
    every = list(again.practices["practice"])
    assert stored == {
        frozenset(block.teams.index): (block.people, block.step, {pk: block.shares.get(pk) for pk in every})
        for block in again.blocks
    }


def how_people_rated_says_the_same(again):
    """The page and download of each block and of all schools: shares, what divides most, and what the schools agreed."""
    records, choices = read_cycle(again.cycle), choices_of(again.cycle)
    found = {frozenset(block.teams.index): block.shares for block in again.blocks}
    everybody = frozenset().union(*found)
    assert len(choices) == len(found) + (len(found) > 1)
    for chosen in choices:
        teams = frozenset(chosen.assessments)
        expected = found[teams] if chosen.key else of_all_schools(again.blocks)
        assert chosen.key or teams == everybody
        agreed = again.said[again.said["team"].isin(teams)].groupby("practice")["level"].agg(["mean", "count"])
        report = rater_agreement_of(records, choices, chosen)
        places = []
        for rated in report.practices:
            shares = [share.percent for share in rated.shares]
            assert shares == expected.get(rated.practice.pk, [])
            mean, schools = agreed.loc[rated.practice.pk] if rated.practice.pk in agreed.index else (None, 0)
            assert (float_of(rated.agreed), rated.schools) == (none_of(mean) if schools > 1 else None, schools)
            dispersion = apart(shares[: len(again.scale)]) if shares else None
            assert float_of(rated.dispersion) == none_of(dispersion)
            places.append(-1 if rated.dispersion is None else round(rated.dispersion, 9))
        assert places == sorted(places, reverse=True)


def the_mirror_is_the_same(again):
    """What publication stored of the district's team, and what the mirror says of it beside all schools."""
    values, own = list(again.scale.index), again.revealed[again.revealed["school"].isna()]
    ours = {}
    for practice, answers in own.groupby("practice"):
        people, levels = answers["person"].nunique(), answers["level"].dropna()
        if people >= again.cycle.threshold + 2:
            ours[practice] = people, quarters(levels.mean(), values) if len(levels) else None
    stored = MirrorPractice.objects.filter(cycle=again.cycle).values_list("practice", "people", "quarters")
    assert {pk: (people, None if found is None else found / 4) for pk, people, found in stored} == ours

    theirs = {pk: mean_of_shares(shares, values) for pk, shares in of_all_schools(again.blocks).items()}
    both = {
        pk: (mean, quarters(theirs[pk], values), people)
        for pk, (people, mean) in ours.items()
        if mean is not None and theirs.get(pk) is not None
    }
    for number, row in zip(numbers(again), mirror_of(read_cycle(again.cycle)).rows, strict=True):
        inside = again.practices.loc[again.practices["characteristic"] == number, "practice"]
        for one in row.practices:
            said(one.reflected, both.get(one.practice.pk, (None, None))[:2], values)
            assert one.people == both.get(one.practice.pk, (None, None, None))[2]
        shown = [both[pk] for pk in inside if pk in both]
        means = [quarters(sum(side) / len(shown), values) for side in list(zip(*shown, strict=True))[:2]]
        said(row.reflected, means or (None, None), values)
        assert row.shown == len(shown)


def said(reflected, expected, values):
    """Both means as pandas found them, and the gap of what is shown; none beside a mean at an end."""
    if expected[0] is None:
        assert reflected.sides is None
        return
    sides = reflected.sides
    assert (float(sides.district.level), float(sides.schools.level)) == tuple(expected)
    at_an_end = {values[0] + 0.5, values[-1] - 0.5} & set(expected)
    assert float_of(sides.gap) == (None if at_an_end else expected[0] - expected[1])


def one_who_was_there(assessment):
    """A member of the team since before anything was revealed."""
    return join(assessment.team, starts_at=datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)).person


def teams_read_the_same_of_themselves(again):
    """A team's own agreement, over the practices of which it saw a spread, and Krippendorff's alpha."""
    for assessment in again.cycle.assessments.filter(record__isnull=False):
        shown = agreement_of_team(assessment, one_who_was_there(assessment))
        # Nobody was a member of these teams when they met: those who rate are those who left an answer.
        people = again.teams["people"][assessment.pk]
        own = again.revealed[again.revealed["team"] == assessment.pk]
        own = own.groupby("practice").filter(has_a_spread, who_rate=people).dropna(subset="level")
        expected = {practice: near(levels) for practice, levels in own.groupby("practice")["level"]}
        assert {one.practice.pk: (float(one.median["value"]), float(one.within_one)) for one in shown.practices} == {
            practice: pytest.approx(figures) for practice, figures in expected.items()
        }
        counts = pd.crosstab(own["practice"], own["level"]).reindex(columns=again.scale.index, fill_value=0)
        assert float_of(shown.alpha) == none_of(alpha(counts)), assessment.pk


def the_bands_are_the_same(again):
    """Which practices a team would talk about first, started now: members who rate now count, too."""
    seats, raters = frames.answers_in(again.cycle), frames.raters_now()
    for assessment in again.cycle.assessments.filter(record__isnull=False):
        own = again.ratings[again.ratings["team"] == assessment.pk]
        elsewhere = seats[seats["team"] != assessment.pk]["person"]
        members = raters[raters["team_pk"] == assessment.team_id]["person"]
        who_rate = len({*members} - {*elsewhere} | {*own["person"]})
        first = talk_first(own, who_rate, again.scale.index, again.practices["practice"])
        bands = bands_of(assessment)
        assert list(bands.first) == first, assessment.pk
        assert list(bands.rest) == [pk for pk in again.practices["practice"] if pk not in first]


RATINGS = [
    blocks_are_the_same,
    how_people_rated_says_the_same,
    the_mirror_is_the_same,
    teams_read_the_same_of_themselves,
    the_bands_are_the_same,
]
