"""Opening a cycle, publishing it once all are done, and letting its ratings go when their time is over."""

import datetime

import pytest
from django.utils import timezone

from assessments.cycles import actions as cycles_actions
from assessments.cycles.errors import CycleNotReady
from assessments.cycles.models import Cycle
from assessments.publishing import actions as publishing_actions
from assessments.publishing.models import BlockPractice, MirrorPractice
from assessments.rating.models import Rating
from assessments.record import actions as record_actions
from districts.structure.errors import NameTaken
from districts.structure.models import District
from frameworks.models.edition import Edition
from tests.factories import (
    make_assessment,
    make_cycle,
    make_district,
    make_edition,
    make_family,
    make_scale,
    make_school,
    make_team,
    practices_of,
    reveal,
    team_says,
)

pytestmark = pytest.mark.django_db


def add_closed(cycle, said, family=None, school=True):
    """A team of the cycle whose people said this of the first practice, revealed and closed."""
    place = make_school(cycle.district, family=family) if school else None
    team = make_team(cycle.district, place, members=len(said))
    assessment = make_assessment(cycle, team, meeting_started_at=timezone.now())
    practice = practices_of(assessment)[0]
    team_says(assessment, practice, *said)
    reveal(assessment, practice)
    record_actions.close_assessment(assessment=assessment, by=None)
    return assessment


def blocks_of(cycle):
    """The stored blocks: name, people, step, and the shares of the first practice."""
    return [
        (str(block), block.people, block.step, block.practices.order_by("practice").first().shares)
        for block in cycle.blocks.all()
    ]


def mirror_of(cycle):
    """What is stored of the district's team: people and quarters of a level, by practice."""
    return list(cycle.mirror.values_list("people", "quarters").order_by("practice"))


# -- Opening ----------------------------------------------------------------------------------


def opened(district, **fields):
    today = district.today()
    return cycles_actions.open_cycle(
        **{
            "district": district,
            "name": "2026–27",
            "edition": make_edition(),
            "scale": make_scale(),
            "opens_on": today,
            "closes_on": today,
            "threshold": 5,
            "teams": [make_team(district)],
            "by": None,
            **fields,
        }
    )


def test_cycle_goes_by_what_stands_when_it_is_opened():
    page, edition = make_district(threshold=5), make_edition()
    District.objects.filter(pk=page.pk).update(threshold=9)
    with pytest.raises(CycleNotReady, match="not lowered"):
        opened(page)

    Edition.objects.filter(pk=edition.pk).update(status=Edition.Status.RETIRED)
    with pytest.raises(CycleNotReady, match="published edition"):
        opened(page, edition=edition, threshold=9)


def test_cycle_has_a_name_of_its_own():
    district = make_district()
    opened(district)

    with pytest.raises(NameTaken):
        opened(district)


def test_opening_freezes_scale_notice_threshold_and_retention_and_makes_an_assessment_a_team():
    district = make_district(retention_months=7)
    school = make_school(district)
    teams = [make_team(district), make_team(district, school)]
    cycle = opened(district, teams=teams, threshold=6)
    assert (cycle.notice, cycle.threshold, cycle.retention_months) == (district.notice, 6, 7)
    assert cycle.scale.__class__.objects.get(pk=cycle.scale.pk).frozen_at
    assert set(cycle.assessments.values_list("team", "school")) == {(teams[0].pk, None), (teams[1].pk, school.pk)}


def test_a_cycle_does_not_open_without_notice_published_edition_or_teams_of_its_own_one_a_school():
    district = make_district()
    school = make_school(district)
    refused = [
        {"threshold": 4},
        {"edition": make_edition(publish=False)},
        {"teams": []},
        {"teams": [make_team(district, school), make_team(district, school, name="Second")]},
        {"teams": [make_team(district), make_team(district)]},
        {"teams": [make_team(make_district())]},
    ]
    for fields in refused:
        with pytest.raises(CycleNotReady):
            opened(district, **fields)
    with pytest.raises(CycleNotReady):
        opened(make_district(notice=None))
    with pytest.raises(CycleNotReady):
        opened(make_district(threshold=8), threshold=7)
    assert not Cycle.objects.exists()


def test_only_the_deployment_lowers_the_threshold(settings):
    settings.LOWEST_THRESHOLD = 3
    assert opened(make_district(threshold=3), threshold=3).threshold == 3
    with pytest.raises(CycleNotReady):
        opened(make_district(threshold=5), threshold=4)


# -- Publishing -----------------------------------------------------------------------------------


@pytest.fixture
def cycle():
    return make_cycle(make_district(), edition=make_edition(1, 2))


def test_publishing_waits_for_everybody_who_is_at_work(cycle):
    add_closed(cycle, [2] * 5)
    at_work = make_assessment(cycle, make_team(cycle.district))
    with pytest.raises(CycleNotReady) as refused:
        publishing_actions.publish_cycle(cycle=cycle, by=None)
    assert at_work.team.name in str(refused.value)
    assert not BlockPractice.objects.exists()
    record_actions.end_assessment_without_result(assessment=at_work, reason="Dissolved", by=None)
    assert publishing_actions.publish_cycle(cycle=cycle, by=None).is_published


def test_publishing_waits_for_a_reopened_assessment(cycle):
    closed = add_closed(cycle, [2] * 5)
    record_actions.reopen_assessment(assessment=closed, reason="x", by=None)
    with pytest.raises(CycleNotReady):
        publishing_actions.publish_cycle(cycle=cycle, by=None)


def test_a_cycle_without_any_record_is_not_published(cycle):
    assessment = make_assessment(cycle, make_team(cycle.district))
    record_actions.end_assessment_without_result(assessment=assessment, reason="Dissolved", by=None)
    with pytest.raises(CycleNotReady):
        publishing_actions.publish_cycle(cycle=cycle, by=None)


def test_publishing_writes_the_blocks_shares_worked_by_hand(cycle):
    north, south = (make_family(cycle.district, name=name) for name in ("North", "South"))
    for said in ([1, 1, 2, 4, 4], [4, 4, 3, 3, "?"], [2, 2, 2, 2, "n/a"], [3, 3, 3, 3, 3]):
        add_closed(cycle, said, north)
    add_closed(cycle, [2, 2], south)
    add_closed(cycle, [3])

    publishing_actions.publish_cycle(cycle=cycle, by=None)

    # 23 people: 2, 7, 8, 4 at the levels, one of each other answer, none without; in tenths of 23 these are
    # 0.87, 3.04, 3.48, 1.74, 0.43, 0.43 and 0: three of seven tenths go to 0.87, 1.74 and 3.48.
    assert blocks_of(cycle) == [("North and other schools together", 23, 10, [10, 30, 40, 20, 0, 0, 0])]


def test_a_block_is_of_the_families_of_the_day_of_publication(cycle):
    north, south = (make_family(cycle.district, name=name) for name in ("North", "South"))
    assessments = [add_closed(cycle, [1, 2, 3, 4, 4], north) for _ in range(4)]
    for assessment in assessments:
        assessment.school.family = south
        assessment.school.save()

    publishing_actions.publish_cycle(cycle=cycle, by=None)
    south.name = "Renamed"
    south.save()

    assert [str(block) for block in cycle.blocks.all()] == ["South"]


def test_all_answers_that_stand_count_whether_or_not_they_were_revealed(cycle):
    assessments = [add_closed(cycle, [2] * 5) for _ in range(4)]
    practice = practices_of(assessments[0])[1]
    for assessment in assessments:
        team_says(assessment, practice, 1, 1, 1, 1, "n/a")
    Rating.objects.filter(practice=practice, answer="does_not_apply").update(answer="withdrawn", level=None)

    publishing_actions.publish_cycle(cycle=cycle, by=None)

    shares = BlockPractice.objects.get(practice=practice).shares
    assert shares == [80, 0, 0, 0, 0, 0, 20]  # a withdrawn answer is none


def test_who_answered_nothing_is_nobody_of_a_block(cycle):
    for _ in range(4):
        add_closed(cycle, [2] * 5)
    bystander = add_closed(cycle, [2])
    Rating.objects.filter(seat__assessment=bystander).update(answer="withdrawn", level=None)

    publishing_actions.publish_cycle(cycle=cycle, by=None)

    assert [(str(block), block.people) for block in cycle.blocks.all()] == [("All schools", 20)]


def test_a_district_too_small_for_a_block_has_none(cycle):
    for said in ([1, 1, 2, 2, 2], [4, 4, 4, 4, 4], [3, 3, 3, 3, 3]):
        add_closed(cycle, said)

    publishing_actions.publish_cycle(cycle=cycle, by=None)

    assert blocks_of(cycle) == []


def test_what_is_shown_depends_on_who_answered_and_never_on_what(cycle):
    for _ in range(4):
        add_closed(cycle, ["n/a"] * 5)

    publishing_actions.publish_cycle(cycle=cycle, by=None)

    assert blocks_of(cycle) == [("All schools", 20, 10, [0, 0, 0, 0, 0, 100, 0])]


def test_publishing_writes_the_mirror_worked_by_hand(cycle):
    add_closed(cycle, [4, 4, 3, 3, 2, "?", "n/a"], school=False)

    publishing_actions.publish_cycle(cycle=cycle, by=None)

    # Seven people answered the practice that was revealed; 16 in five levels is 3.2, in quarters 3.25.
    assert mirror_of(cycle) == [(7, 13)]


@pytest.mark.parametrize(
    ("said", "stored"),
    [([2] * 6, []), ([2] * 7, [(7, 8)]), ([1] * 7, [(7, 6)]), ([4] * 7, [(7, 14)]), (["?"] * 7, [(7, None)])],
)
def test_the_mirror_is_of_seven_people_in_quarters_with_coded_ends(cycle, said, stored):
    add_closed(cycle, said, school=False)

    publishing_actions.publish_cycle(cycle=cycle, by=None)

    assert mirror_of(cycle) == stored


def test_the_mirror_holds_nothing_of_what_the_district_team_did_not_reveal(cycle):
    board = add_closed(cycle, [2] * 7, school=False)
    board.reveals.all().delete()

    publishing_actions.publish_cycle(cycle=cycle, by=None)

    assert mirror_of(cycle) == []


def test_publishing_twice_writes_the_blocks_once(cycle, time_machine):
    for _ in range(4):
        add_closed(cycle, [1, 2, 3, 3, 3])
    add_closed(cycle, [1, 2, 3, 3, 3, 3, 3], school=False)
    first = publishing_actions.publish_cycle(cycle=cycle, by=None)
    before = list(BlockPractice.objects.values()), list(MirrorPractice.objects.values())
    Rating.objects.all().delete()
    time_machine.move_to(timezone.now() + datetime.timedelta(hours=1))
    again = publishing_actions.publish_cycle(cycle=cycle, by=None)
    assert again.published_at == first.published_at
    assert (list(BlockPractice.objects.values()), list(MirrorPractice.objects.values())) == before
    assert all(before)


def test_a_reopened_team_changes_no_block(cycle):
    closed = [add_closed(cycle, [1, 2, 3, 3, 3]) for _ in range(4)]
    publishing_actions.publish_cycle(cycle=cycle, by=None)
    before = blocks_of(cycle)

    record_actions.reopen_assessment(assessment=closed[0], reason="x", by=None)
    Rating.objects.filter(seat__assessment=closed[0]).delete()
    record_actions.close_assessment(assessment=closed[0], by=None)

    assert blocks_of(cycle) == before
