"""Which practice was this then: trend, stories, criteria and evidence answer alike, also over three editions."""

from types import SimpleNamespace

import pytest

from assessments.criteria.models import CriterionVersion, SuccessCriterion
from assessments.criteria.queries import to_take_over
from assessments.evidence.queries import spoke_for
from frameworks.models.edition import Practice
from reports.figures.cycles import Cycles
from reports.figures.records import read_cycle
from reports.story.value import story_of
from reports.trend.cycles import read_cycles
from reports.trend.district import trend_of
from reports.trend.school import over_years_of
from tests.factories import make_assessment, make_cycle, make_district, make_edition, make_evidence, make_school
from tests.reports.factories import make_crosswalk, make_record, make_year, publish

pytestmark = pytest.mark.django_db
LEVELS = {"1.1": 1, "1.2": 1, "1.3": 1, "2.1": 1, "2.2": 1, "2.3": 1}
# From the first to the third edition: 1.1 is the same, 1.2 reworded, 1.3 moved, 2.1 split, 2.2 goes, 2.3 is renumbered.
GOES_ON = {"1.1": ("1.1", ""), "1.2": ("1.2", "worded differently"),
           "2.1": ("1.3", "moved to another characteristic, was 1.3"), "2.3": ("2.3", "")}  # fmt: skip


def build(moved_as_it_was=False):
    """A school that was in a cycle of the first edition and begins one of the third; of the second there was none."""
    district = make_district()
    first, second, third = make_edition(2, 3, publish=False), make_edition(2, 3), make_edition(2, 3)
    if moved_as_it_was:
        practices_of_edition(first).filter(code="1.3").update(statement="Do 2.1")
    first.publish()
    # Written from the second to the first, and from the second to the third.
    make_crosswalk(
        second, first, ("1.1", "1.1", "same"), ("1.2", "1.2", "reworded"), ("2.1", "1.3", "moved"),
        ("1.3", "2.1", "same"), ("2.3", "2.3", "same"),
    )  # fmt: skip
    make_crosswalk(
        second, third, ("1.1", "1.1", "same"), ("1.2", "1.2", "same"), ("2.1", "2.1", "same"),
        ("1.3", "1.3", "split"), ("1.3", "2.2", "split"), ("2.3", "2.3", "same"),
    )  # fmt: skip
    school = make_school(district)
    then = make_year(district, first, None, 1, {school: LEVELS})
    team = school.teams.get()
    now = make_assessment(make_cycle(district, third, then.scale), team)
    return SimpleNamespace(first=first, third=third, school=school, then=then, now=now, team=team)


@pytest.fixture
def place():
    return build()


def practices_of_edition(edition):
    return Practice.objects.filter(characteristic__edition=edition)


def practices(edition):
    return {practice.code: practice for practice in practices_of_edition(edition)}


def test_the_trend_the_years_and_the_story_follow_the_same_lines(place):
    make_record(place.now, dict.fromkeys(LEVELS, 2))
    now = publish(place.now.cycle)
    records, earlier = read_cycle(now), read_cycles(now.district, [place.then])
    entry = records.schools[0]
    cycles = Cycles((now, place.then), (), now)

    trend = trend_of(records, earlier, place.then)
    years = over_years_of(records, entry.key, earlier, place.then, discreet=False)
    stories = [practice for n in (1, 2) for practice in story_of(records, n, entry, cycles).practices]

    expected = {code: note for code, (_was, note) in GOES_ON.items()}
    assert {one.practice.code: one.note for one in trend.practices} == expected
    assert {one.practice.code: one.note for one in years.practices} == expected
    assert {one.now.code: one.before.note for one in stories if one.before} == expected
    apart = {end.practice.code: end.why for end in trend.started}
    assert apart == {"1.3": "split", "2.2": "split"}
    assert {one.now.code: one.apart for one in stories if not one.before} == apart


def test_a_piece_speaks_for_what_its_practice_became_and_for_each_part_of_one_that_was_split(place):
    codes = {practice.pk: code for code, practice in practices(place.third).items()}
    before, found = place.then.assessments.get(), {}
    for code, practice in practices(place.first).items():
        piece = make_evidence(place.team, practice, before)
        found[code] = {codes[pk] for pk in spoke_for(piece, place.now)}

    lines = {was: {code} for code, (was, _note) in GOES_ON.items()}
    assert found == {**lines, "2.1": {"1.3", "2.2"}, "2.2": set()}


@pytest.mark.parametrize("moved_as_it_was", [True, False])
def test_words_are_taken_over_for_the_practices_that_continue_and_read_the_same(moved_as_it_was):
    place = build(moved_as_it_was)
    old, codes = practices(place.first), {practice.pk: code for code, practice in practices(place.third).items()}
    for code, practice in old.items():
        level = place.then.scale.levels.first()
        criterion = SuccessCriterion.objects.create(team=place.team, practice=practice, level=level, revision=1)
        CriterionVersion.objects.create(criterion=criterion, number=1, text=code)

    taken = {version.text: codes[pk] for pk, version in to_take_over(place.now)}

    assert taken == {"1.1": "1.1", "2.3": "2.3", **({"1.3": "2.1"} if moved_as_it_was else {})}
