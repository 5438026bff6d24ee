"""Rating together in the room: only while nobody has answered alone, and then no answer given alone is taken."""

import uuid

import pytest

from assessments.cycles.models import Assessment
from assessments.meeting import actions as meeting_actions
from assessments.meeting.errors import AnsweredAlone
from assessments.meeting.models import OutcomeKind
from assessments.rating import actions as rating_actions
from assessments.rating import rating_sql
from assessments.rating.errors import PracticeAlreadyRevealed, RatedInTheRoom, RatingIsOff
from assessments.rating.models import Rating, Reveal, Seat
from assessments.record import actions as record_actions
from tests.assessments.rating.test_rating import rate
from tests.factories import join, make_meeting, make_rating, members_of, practices_of, team_says

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    """A team of three that rates; its first member facilitates, all have a seat, nobody has answered."""
    assessment = make_meeting(members=3, started=False)
    assessment.team.memberships.filter(person=members_of(assessment)[0]).update(facilitates=True)
    for person in members_of(assessment):
        rating_actions.take_seat(assessment=assessment, by=person)
    return assessment


def start(assessment, in_the_room=True):
    return meeting_actions.start_meeting(assessment=assessment, by=None, in_the_room=in_the_room)


# -- Whether it can be chosen -----------------------------------------------------------------------------


def test_a_team_that_rates_in_the_room_has_all_practices_open_and_records_outcomes(assessment):
    started, practices = start(assessment), practices_of(assessment)
    assert (started.in_the_room, started.talk_first) == (True, [])
    assert set(Reveal.objects.values_list("practice", "shows_spread")) == {(p.pk, False) for p in practices}
    level = assessment.cycle.scale.levels.get(value=2)
    agreed = {"kind": OutcomeKind.LEVEL, "level": level, "reason": "", "dissent": "", "revision": 0}
    for practice in practices:
        agreed |= {"locally_different": False, "unsupported_reason": ""}
        meeting_actions.record_outcome(assessment=assessment, practice=practice, by=None, **agreed)
    record = record_actions.close_assessment(assessment=assessment, by=None)
    assert [row.value for row in record.practices.all()] == [2, 2, 2]


@pytest.mark.parametrize("said", [2, "?", "n/a"])
def test_once_somebody_has_answered_alone_it_is_refused_and_the_meeting_has_not_begun(assessment, said):
    team_says(assessment, practices_of(assessment)[1], None, said)
    with pytest.raises(AnsweredAlone):
        start(assessment)
    assert Assessment.objects.get().meeting_started_at is None
    assert not Reveal.objects.exists()
    assert start(assessment, in_the_room=False).in_meeting


def test_an_answer_of_somebody_who_left_since_counts_and_one_taken_back_does_not(assessment):
    person = members_of(assessment)[2]
    given = make_rating(assessment, person, practices_of(assessment)[0], 3)
    assessment.team.memberships.filter(person=person).delete()
    with pytest.raises(AnsweredAlone):
        start(assessment)
    Rating.objects.filter(pk=given.pk).update(answer="withdrawn", level=None)
    assert start(assessment).in_the_room


def test_answers_in_another_team_of_the_cycle_are_none_of_this_one(assessment):
    other = make_meeting(members=1)
    team_says(other, practices_of(other)[0], 2)
    assert start(assessment).in_the_room


def test_the_choice_is_offered_only_while_nobody_has_answered_and_the_page_says_why_not(assessment, client):
    client.force_login(members_of(assessment)[0])
    url = f"/assessments/{assessment.pk}/meeting/"
    page = client.get(url).content.decode()
    assert 'name="in_the_room"' in page
    assert "cannot choose to rate together" not in page
    team_says(assessment, practices_of(assessment)[0], 2)
    page = client.get(url).content.decode()
    assert 'name="in_the_room"' not in page
    assert "Somebody has answered alone already" in page
    refused = client.post(f"{url}start/", {"in_the_room": "on"})  # chosen before that answer came
    assert refused.status_code == 409
    assert "only while nobody has answered alone" in refused.content.decode()
    assert client.post(f"{url}start/").status_code == 302
    assert not Assessment.objects.get().in_the_room


# -- What is given alone afterwards -----------------------------------------------------------------------


def test_an_answer_given_alone_that_arrives_later_is_not_taken(assessment):
    """Whichever path it takes, and whether or not the page knew of the start."""
    person, practice = members_of(assessment)[1], practices_of(assessment)[0]
    before = Assessment.objects.get()
    started = start(assessment)
    for known in (before, started):
        with pytest.raises(RatedInTheRoom):
            rate(known, person, practice)
    assert not Rating.objects.exists()


@pytest.mark.parametrize("at_once", [True, False])
def test_neither_way_of_writing_rests_on_the_reveals(assessment, at_once, monkeypatch):
    person, practice = members_of(assessment)[1], practices_of(assessment)[0]
    before = Assessment.objects.get()
    start(assessment)
    Reveal.objects.all().delete()
    if at_once:
        written = Rating(practice=practice, answer="?", revision=1, client_id=uuid.uuid4())
        assert rating_sql.write_at_once(written, before, person) is False
    else:
        with pytest.raises(RatedInTheRoom):
            rate(before, person, practice)
    assert not Rating.objects.exists()


def test_in_a_meeting_of_people_who_rated_alone_an_answer_given_in_the_room_is_taken_until_its_reveal(
    assessment, client
):
    first, second, _third = practices_of(assessment)
    person = members_of(assessment)[1]
    make_rating(assessment, person, first, 2)
    started = start(assessment, in_the_room=False)
    client.force_login(person)
    url = f"/assessments/{assessment.pk}/practices/{{}}/rate/"
    sent = {"answer": "4", "revision": "0", "client_id": uuid.uuid4(), "from": "meeting"}
    assert client.post(url.format(second.uuid), sent).status_code == 302
    assert Rating.objects.get(practice=second).level.value == 4
    meeting_actions.reveal_practice(assessment=assessment, practice=second, by=None)
    with pytest.raises(PracticeAlreadyRevealed):
        rate(started, person, second, revision=1)


def test_an_answer_sent_from_the_room_is_not_taken_either_where_all_agree_together(assessment, client):
    start(assessment)
    client.force_login(members_of(assessment)[1])
    room = client.get(f"/assessments/{assessment.pk}/meeting/room/").content.decode()
    assert 'name="answer"' not in room
    url = f"/assessments/{assessment.pk}/practices/{practices_of(assessment)[0].uuid}/rate/"
    sent = {"answer": "4", "revision": "0", "client_id": uuid.uuid4(), "from": "meeting"}
    assert client.post(url, sent).status_code == 409
    assert not Rating.objects.exists()


@pytest.mark.parametrize(
    ("answer", "words"), [("3", "Established"), ("not_enough_information", "Not enough information")]
)
def test_what_is_not_taken_is_shown_to_its_author(assessment, client, answer, words):
    start(assessment)
    client.force_login(members_of(assessment)[1])
    url = f"/assessments/{assessment.pk}/practices/{practices_of(assessment)[0].uuid}/rate/"
    sent = {"answer": answer, "note": "Seen <b>twice</b>", "revision": "0", "client_id": uuid.uuid4()}
    for script in ({}, {"HX-Request": "true"}):
        refused = client.post(url, sent, headers=script)
        page = refused.content.decode()
        assert refused.status_code == 409
        assert "Your team rates together in the room" in page
        assert f"<p>{words}</p>" in page
        assert "Seen &lt;b&gt;twice&lt;/b&gt;" in page
        assert 'class="saved-area"' not in page  # nothing is left to decide: the browser keeps it until dismissed


def test_what_comes_too_late_is_shown_to_its_author_whatever_the_reason(assessment, client):
    """Revealed meanwhile, and closed meanwhile."""
    practice = practices_of(assessment)[0]
    start(assessment, in_the_room=False)
    meeting_actions.reveal_practice(assessment=assessment, practice=practice, by=None)
    client.force_login(members_of(assessment)[1])
    url = f"/assessments/{assessment.pk}/practices/{{}}/rate/"
    sent = {"answer": "3", "note": "Seen twice", "revision": "0", "client_id": uuid.uuid4()}
    revealed = client.post(url.format(practice.uuid), sent)
    record_actions.close_assessment(assessment=assessment, by=None)
    closed = client.post(url.format(practices_of(assessment)[1].uuid), sent)
    for refused in (revealed, closed):
        assert refused.status_code == 409
        assert "<p>Seen twice</p>" in refused.content.decode()


def test_the_rate_screen_says_that_the_team_rates_in_the_room(assessment, client):
    start(assessment)
    client.force_login(members_of(assessment)[1])
    page = client.get(f"/assessments/{assessment.pk}/rate/1/").content.decode()
    assert page.count("Your team rates together in the room, so answers given alone are not taken.") == 4
    assert "data-practice=" not in page  # nothing on it can be sent


def test_nobody_takes_a_seat_to_rate_alone_there(assessment):
    started, late = start(assessment), join(assessment.team).person
    with pytest.raises(RatedInTheRoom):
        rating_actions.take_seat(assessment=started, by=late)
    assert not Seat.objects.filter(person=late).exists()
    record_actions.close_assessment(assessment=assessment, by=None)
    with pytest.raises(RatingIsOff):
        rating_actions.take_seat(assessment=started, by=late)


def test_an_edit_that_was_saved_is_said_to_be_saved_when_it_is_sent_again(assessment):
    """Its acknowledgement was lost on the way; meanwhile the practice was revealed, or the team closed."""
    person, practice, edit = members_of(assessment)[1], practices_of(assessment)[0], uuid.uuid4()
    saved = rate(assessment, person, practice, level=3, client_id=edit)
    start(assessment, in_the_room=False)
    meeting_actions.reveal_practice(assessment=assessment, practice=practice, by=None)
    assert rate(assessment, person, practice, level=3, client_id=edit) == saved
    record_actions.close_assessment(assessment=assessment, by=None)
    assert rate(Assessment.objects.get(), person, practice, level=3, client_id=edit) == saved


def test_saving_reads_no_more_than_before(assessment, django_assert_num_queries):
    person, practice = members_of(assessment)[1], practices_of(assessment)[0]
    rate(assessment, members_of(assessment)[0], practice)  # the first answer of a cycle also notes its last day
    found = rating_sql.place_to_rate(assessment.pk, person)
    with django_assert_num_queries(0):
        assert (found.in_the_room, found.cycle.published_at, found.rating_is_on) == (False, None, True)
    with django_assert_num_queries(1):  # at once; on PostgreSQL the lock goes along with it
        rate(found, person, practice, level=None)
