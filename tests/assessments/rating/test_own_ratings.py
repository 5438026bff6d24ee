"""Whoever gave an answer takes it back, in the team or no longer, in every state, until the cycle is published."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.cycles.errors import CyclePublished
from assessments.cycles.models import Assessment, Cycle
from assessments.meeting import actions as meeting_actions
from assessments.publishing import actions as publishing_actions
from assessments.rating import actions as rating_actions
from assessments.rating.errors import PracticeAlreadyRevealed, RatingIsOff
from assessments.rating.models import Answer, Rating, Seat
from assessments.rating.own_ratings import own_ratings_of
from assessments.rating.queries import answers_of_teams
from assessments.record import actions as record_actions
from people.errors import StaleRevision
from tests.assessments.rating.test_rating import rate
from tests.factories import join, make_meeting, make_rating, members_of, practices_of, team_says

pytestmark = pytest.mark.django_db

PAGE = "/ratings/"


@pytest.fixture
def assessment():
    """A meeting of three people about three practices; the first member has answered all, the first one is revealed."""
    assessment = make_meeting(members=3)
    person = members_of(assessment)[0]
    for practice, said in zip(practices_of(assessment), (1, 2, "?"), strict=True):
        make_rating(assessment, person, practice, said, note="My note")
        team_says(assessment, practice, None, 3, 4)
    meeting_actions.reveal_practice(assessment=assessment, practice=practices_of(assessment)[0], by=None)
    return assessment


@pytest.fixture
def person(assessment, client):
    """The first member, signed in."""
    client.force_login(members_of(assessment)[0])
    return members_of(assessment)[0]


def stays(assessment):
    pass


def leaves(assessment):
    assessment.team.memberships.filter(person=members_of(assessment)[0]).update(ends_at=timezone.now())


def rates_no_more(assessment):
    assessment.team.memberships.filter(person=members_of(assessment)[0]).update(rates=False)


def in_meeting(assessment):
    pass


def overdue(assessment):
    ended = assessment.district.today() - datetime.timedelta(days=1)
    Cycle.objects.update(closes_on=ended)


def closed(assessment):
    record_actions.close_assessment(assessment=assessment, by=None)


def ended(assessment):
    record_actions.end_assessment_without_result(assessment=assessment, reason="So", by=None)


def reopened(assessment):
    closed(assessment)
    record_actions.reopen_assessment(assessment=assessment, reason="A mistake", by=None)


def closed_twice(assessment):
    reopened(assessment)
    closed(assessment)


def take_back(assessment, *practices, by):
    seat = Seat.objects.get(person=by)
    return rating_actions.take_answers_back(seat=seat, practices=practices, by=by)


def own(person):
    """What stands of the person's answers, practice by practice."""
    return list(Rating.objects.filter(seat__person=person).order_by("practice__position").values_list("answer", "note"))


STANDS = [(Answer.LEVEL, "My note"), (Answer.LEVEL, "My note"), (Answer.NOT_ENOUGH_INFORMATION, "My note")]
TAKEN_BACK = [(Answer.LEVEL, "My note"), (Answer.WITHDRAWN, ""), (Answer.WITHDRAWN, "")]


@pytest.mark.parametrize("state", [in_meeting, overdue, closed, ended, reopened, closed_twice])
@pytest.mark.parametrize("goes", [stays, leaves, rates_no_more])
def test_what_is_not_revealed_is_taken_back_in_every_state_by_its_author(assessment, person, client, state, goes):
    state(assessment)
    goes(assessment)
    page = client.get(PAGE).content.decode()
    assert page.count('name="practices"') == 2
    assert page.count("My note") == 2  # not that of the revealed one
    assert "1 more answer of yours was revealed and stays." in page
    assert client.post(f"{PAGE}{assessment.pk}/take-back/", {"everything": "1", "confirmed": "1"}).status_code == 302
    assert own(person) == TAKEN_BACK
    assert Rating.objects.answered().exclude(seat__person=person).count() == 6  # nobody else's


def test_before_the_meeting_all_of_it_is_taken_back():
    assessment = make_meeting(members=1, started=False)
    (person,) = members_of(assessment)
    first, second, _third = practices_of(assessment)
    team_says(assessment, first, 1)
    team_says(assessment, second, 2)
    assert take_back(assessment, first, by=person) == 1
    assert Rating.objects.answered().get().practice == second


def test_nothing_is_taken_back_once_the_cycle_is_published(assessment, person, client):
    closed(assessment)
    publishing_actions.publish_cycle(cycle=assessment.cycle, by=None)
    with pytest.raises(CyclePublished):
        take_back(assessment, *practices_of(assessment), by=person)
    assert "Nothing to take back" in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}{assessment.pk}/take-back/", {"everything": "1", "confirmed": "1"}).status_code == 302
    assert own(person) == STANDS


def test_an_answer_taken_back_after_the_close_is_counted_in_no_block(assessment, person):
    closed(assessment)
    _first, second, _third = practices_of(assessment)
    assert answers_of_teams([assessment])[assessment.pk, second.pk] == (0, 1, 1, 1, 0, 0)
    take_back(assessment, second, by=person)
    assert answers_of_teams([assessment])[assessment.pk, second.pk] == (0, 0, 1, 1, 0, 0)


def test_it_is_asked_first_and_only_what_was_ticked_is_taken_back(assessment, person, client):
    _first, second, third = practices_of(assessment)
    url = f"{PAGE}{assessment.pk}/take-back/"
    asked = client.post(url, {"practices": [str(third.uuid)]})
    page = asked.content.decode()
    assert asked.status_code == 200
    assert (third.statement in page, second.statement in page) == (True, False)
    assert own(person) == STANDS
    assert client.post(url, {"practices": [str(third.uuid)], "confirmed": "1"}).status_code == 302
    assert own(person) == [*STANDS[:2], TAKEN_BACK[2]]
    assert "1 answer is taken back." in client.get(PAGE).content.decode()


def test_the_question_says_whether_it_can_be_undone(assessment, person, client):
    url, chosen = f"{PAGE}{assessment.pk}/take-back/", {"everything": "1"}
    assert "While you can rate you can answer again" in client.post(url, chosen).content.decode()
    closed(assessment)
    page = client.post(url, chosen).content.decode()
    assert "Rating is off, so this cannot be undone." in page
    assert "you can answer again" not in page


def test_while_rating_is_on_one_rates_again(assessment, person):
    _first, second, _third = practices_of(assessment)
    take_back(assessment, second, by=person)
    assert rate(Assessment.objects.get(), person, second, level=4, revision=2).revision == 3


def test_what_was_revealed_while_one_was_asked_stays_and_the_rest_is_taken_back(assessment, person, client):
    first, second, third = practices_of(assessment)
    meeting_actions.reveal_practice(assessment=assessment, practice=second, by=None)
    sent = {"practices": [str(p.uuid) for p in (first, second, third)], "confirmed": "1"}
    assert client.post(f"{PAGE}{assessment.pk}/take-back/", sent).status_code == 302
    assert own(person) == [*STANDS[:2], TAKEN_BACK[2]]
    page = client.get(PAGE).content.decode()
    assert "1 answer is taken back." in page
    assert "2 answers were revealed, or taken back elsewhere, in the meantime." in page


def test_the_action_leaves_what_is_revealed_and_what_is_taken_back_already(assessment, person):
    assert take_back(assessment, *practices_of(assessment), by=person) == 2
    stored = list(Rating.objects.filter(seat__person=person).values_list("revision", "client_id"))
    assert take_back(assessment, *practices_of(assessment), by=person) == 0
    assert list(Rating.objects.filter(seat__person=person).values_list("revision", "client_id")) == stored


@pytest.mark.parametrize("sent", [{}, {"practices": "nothing"}, {"practices": str(uuid.uuid4()), "confirmed": "1"}])
def test_nothing_ticked_is_answered_in_words(assessment, person, client, sent):
    refused = client.post(f"{PAGE}{assessment.pk}/take-back/", sent)
    assert refused.status_code == 422
    assert "Choose at least one answer to take back." in refused.content.decode()
    assert own(person) == STANDS


def test_nobody_takes_back_or_sees_anybody_elses(assessment, client):
    _one, two, three = members_of(assessment)
    seat = Seat.objects.get(person=two)
    with pytest.raises(Seat.DoesNotExist):
        rating_actions.take_answers_back(seat=seat, practices=practices_of(assessment), by=three)
    outsider = members_of(make_meeting(members=1))[0]
    client.force_login(outsider)
    assert "Nothing to take back" in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}{assessment.pk}/take-back/", {"everything": "1"}).status_code == 404
    client.force_login(two)
    assert "My note" not in client.get(PAGE).content.decode()
    assert Rating.objects.answered().count() == 9


def test_an_edit_that_waits_in_a_browser_does_not_follow_what_was_taken_back(assessment, person):
    """It was made upon an answer that no longer stands: its author decides."""
    _first, second, _third = practices_of(assessment)
    before = Rating.objects.get(seat__person=person, practice=second)
    take_back(assessment, second, by=person)
    with pytest.raises(StaleRevision):
        rate(Assessment.objects.get(), person, second, level=4, revision=1, after=before.client_id)
    assert Rating.objects.get(pk=before.pk).answer == Answer.WITHDRAWN


# -- Taken back on the rate screen, and sent late -----------------------------------------------------------


@pytest.mark.parametrize("state", [overdue, closed, ended, reopened])
def test_an_answer_taken_back_on_the_rate_screen_may_arrive_when_rating_is_off(assessment, person, client, state):
    _first, second, _third = practices_of(assessment)
    state(assessment)
    url = f"/assessments/{assessment.pk}/practices/{second.uuid}/rate/"
    sent = {"answer": "withdrawn", "note": "Typed since", "revision": "1", "client_id": uuid.uuid4()}
    assert client.post(url, sent, headers={"HX-Request": "true"}).status_code == 200
    assert own(person)[1] == (Answer.WITHDRAWN, "")  # no note is written when rating is off
    sent |= {"answer": "3", "revision": "2", "client_id": uuid.uuid4()}
    assert client.post(url, sent, headers={"HX-Request": "true"}).status_code == 409


def test_sent_late_it_is_refused_for_a_revealed_practice_a_stale_page_and_a_published_cycle(assessment, person):
    first, second, third = practices_of(assessment)
    closed(assessment)
    now = Assessment.objects.get()
    with pytest.raises(PracticeAlreadyRevealed):
        rate(now, person, first, level=None, revision=1)
    with pytest.raises(StaleRevision):
        rate(now, person, second, level=None, revision=0)
    Rating.objects.filter(practice=third).delete()
    with pytest.raises(RatingIsOff):
        rate(now, person, third, level=None)
    publishing_actions.publish_cycle(cycle=assessment.cycle, by=None)
    with pytest.raises(CyclePublished):
        rate(now, person, second, level=None, revision=1)
    assert own(person) == STANDS[:2]


# -- Finding it ---------------------------------------------------------------------------------------------


def test_the_page_is_found_from_the_account_the_assessment_and_the_rate_screen(assessment, person, client):
    link = f'href="{PAGE}"'
    assert link in client.get("/me/").content.decode()
    one = f"/assessments/{assessment.pk}/"
    assert link not in client.get(one).content.decode()  # one rates on, where answers are taken back one by one
    closed(assessment)
    for page in (one, f"{one}rate/1/", f"{one}rate/table/"):
        assert link in client.get(page).content.decode()
    publishing_actions.publish_cycle(cycle=assessment.cycle, by=None)
    assert link not in client.get(one).content.decode()


def test_who_left_still_sees_nothing_of_the_team(assessment, person, client):
    leaves(assessment)
    for page in ("", "rate/1/", "meeting/", f"practices/{practices_of(assessment)[1].uuid}/meeting/"):
        assert client.get(f"/assessments/{assessment.pk}/{page}").status_code == 404
    assert "/assessments/" not in client.get(PAGE).content.decode().partition("<main")[2].partition("</main")[0]


def test_who_still_rates_is_led_back_to_rating(assessment, person, client):
    go_on = f'href="/assessments/{assessment.pk}/rate/"'
    assert go_on in client.get(PAGE).content.decode()
    rates_no_more(assessment)
    assert go_on not in client.get(PAGE).content.decode()


def test_answers_stand_in_the_editions_order_newest_cycle_first(assessment, person):
    later = make_meeting(members=0, days=60)
    later.cycle.opens_on += datetime.timedelta(days=5)
    later.cycle.save()
    for practice in reversed(practices_of(later)):
        make_rating(later, person, practice, 3)
    found = own_ratings_of(person)
    assert [group.assessment for group in found] == [later, assessment]
    assert [[r.practice for r in group.ratings] for group in found] == [
        practices_of(later),
        practices_of(assessment)[1:],
    ]
    assert [group.revealed for group in found] == [0, 1]


def test_the_page_asks_as_much_for_three_teams_and_nine_answers_as_for_one(client):
    person = join(make_meeting().team).person
    client.force_login(person)

    def asked_for():
        one = make_meeting()
        for practice in practices_of(one):
            make_rating(one, person, practice, 2)
        client.get(PAGE)  # what a process keeps of an edition and a scale is read once
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PAGE).content.decode().count('<h2 id="own-') == Seat.objects.filter(person=person).count()
        return len(asked)

    assert len({asked_for() for _ in range(3)}) == 1
