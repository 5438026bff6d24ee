"""What a reveal shows is decided at that moment: three levels, and half of those who rate; after a first close, nothing."""

import pytest
from django.db import IntegrityError, transaction
from django.forms import modelform_factory
from django.utils import timezone

from assessments.cycles.models import MeetingPlace
from assessments.meeting import actions as meeting_actions
from assessments.meeting.errors import NotRevealed, RevealingIsOver
from assessments.meeting.models import Outcome, OutcomeKind, Parked
from assessments.meeting.rater_agreement import rater_agreement_of
from assessments.meeting.spreads import spread_for
from assessments.rating.models import Rating, Reveal
from assessments.record import actions as record_actions
from assessments.record import queries
from assessments.record.models import RecordPractice
from tests.factories import (
    join,
    make_assessment,
    make_meeting,
    make_rating,
    make_team,
    members_of,
    practices_of,
    seat,
    team_says,
)

pytestmark = pytest.mark.django_db

TOO_FEW = "There are too few answers for a picture."
NEVER = "This practice was not revealed before your team first closed"
CAN_AGREE = "You can still agree on it."


def reveal_now(assessment, practice):
    return meeting_actions.reveal_practice(assessment=assessment, practice=practice, by=None)


def seen(assessment, practice):
    """The spread of a practice for one who was there."""
    return spread_for(assessment, practice, members_of(assessment)[0])


def one(members, *said):
    """A meeting about one practice, of which so many members said this; and the practice."""
    assessment = make_meeting(members=members, practices=1)
    (practice,) = practices_of(assessment)
    team_says(assessment, practice, *said)
    return assessment, practice


# -- The two conditions ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("members", "said", "shown"),
    [
        (5, (1, 1, 4, "?", "n/a"), True),
        (5, (1, 4, "?", "?", "n/a"), False),  # two gave a level, however many answered
        (6, (2, 2, 3), True),  # exactly half of those who rate
        (7, (2, 2, 3), False),
        (7, (2, 2, 3, "?"), True),  # half have answered, whatever they said
        (7, (2, 2, 3, "n/a"), True),
        (7, (2, 2, 3, "-"), False),  # what was taken back is no answer
    ],
)
def test_a_spread_is_shown_where_three_gave_a_level_and_half_of_those_who_rate_have_answered(members, said, shown):
    assessment, practice = one(members, *said)
    assert reveal_now(assessment, practice).shows_spread is shown
    assert (seen(assessment, practice) is not None) is shown


def test_a_reveal_happens_once_and_is_decided_for_that_practice_alone():
    assessment = make_meeting(members=5)
    first, second, third = practices_of(assessment)
    team_says(assessment, first, 1, 1, 4, "?", "n/a")
    team_says(assessment, second, 1, 4, "?", "?", "?")
    team_says(assessment, third, 1, 2, 3, 4, 4)
    assert seen(assessment, first) is None
    made = reveal_now(assessment, first)
    assert reveal_now(assessment, first) == made
    reveal_now(assessment, second)
    spread = seen(assessment, first)
    assert (spread.counts, spread.not_enough) == ((2, 0, 0, 1), 1)
    assert seen(assessment, second) is None  # two gave a level
    assert seen(assessment, third) is None  # not revealed


def test_who_joins_or_leaves_later_turns_no_spread_on_or_off():
    shown, practice = one(6, 2, 2, 3)
    reveal_now(shown, practice)
    for _ in range(9):
        join(shown.team)
    assert seen(shown, practice).people == 3
    hidden, practice = one(7, 2, 2, 3)
    reveal_now(hidden, practice)
    hidden.team.memberships.update(ends_at=timezone.now())
    reveal_now(hidden, practice)  # pressed once more
    assert seen(hidden, practice) is None


def test_whose_seat_is_in_another_team_does_not_count_among_those_who_rate():
    assessment, practice = one(7, 2, 2, 3)
    elsewhere = make_assessment(assessment.cycle, make_team(assessment.district))
    seat(elsewhere, members_of(assessment)[6])
    assert reveal_now(assessment, practice).shows_spread


def test_who_left_an_answer_counts_among_those_who_rate():
    assessment = make_meeting(members=7, practices=2)
    first, second = practices_of(assessment)
    team_says(assessment, first, 2, 2, 3)
    gone = members_of(assessment)[6]
    make_rating(assessment, gone, second, 4)
    assessment.team.memberships.filter(person=gone).update(ends_at=timezone.now())
    assert not reveal_now(assessment, first).shows_spread


def test_ratings_that_are_gone_show_no_spread():
    assessment, practice = one(4, 2, 2, 3, 3)
    reveal_now(assessment, practice)
    Rating.objects.all().delete()
    assert seen(assessment, practice) is None


# -- Whoever reads a team's spread goes by it -------------------------------------------------------------


@pytest.fixture
def told(client):
    """A facilitator signed in, in a meeting of seven of whom three answered the first practice, and two the second."""
    assessment = make_meeting(members=7, practices=2)
    facilitator = members_of(assessment)[0]
    assessment.team.memberships.filter(person=facilitator).update(facilitates=True)
    few, two = practices_of(assessment)
    team_says(assessment, few, 2, 2, 3)
    team_says(assessment, two, 1, 4, "?", "?", "?", "?")
    client.force_login(facilitator)
    return assessment


def pages(client, assessment, practice):
    """The desk, the phone and the projector at this practice."""
    one = f"/assessments/{assessment.pk}/"
    names = (f"practices/{practice.uuid}/meeting/", "meeting/room/", "meeting/screen/")
    return [client.get(one + name).content.decode() for name in names]


def test_one_sentence_says_that_there_is_no_spread_whichever_the_cause(told, client):
    for practice in practices_of(told):
        reveal_now(told, practice)
        for page in pages(client, told, practice):
            assert page.count(TOO_FEW) == 1
            assert "Fewer than three" not in page
            assert 'class="plot"' not in page


def test_the_record_and_the_teams_own_agreement_have_no_spread_that_the_meeting_did_not_show(told, client):
    few, _two = practices_of(told)
    reveal_now(told, few)
    record_actions.close_assessment(assessment=told, by=None)
    told.refresh_from_db()
    assert [row.spread for rows in queries.record_of(told, members_of(told)[0]).values() for row in rows] == [
        None,
        None,
    ]
    assert rater_agreement_of(told, members_of(told)[0]).practices == ()
    Reveal.objects.update(shows_spread=True)
    assert rater_agreement_of(told, members_of(told)[0]).without == 1


# -- After the first close --------------------------------------------------------------------------------


@pytest.fixture
def reopened(told):
    """The same, closed with the first practice revealed, and reopened."""
    reveal_now(told, practices_of(told)[0])
    record_actions.close_assessment(assessment=told, by=None)
    record_actions.reopen_assessment(assessment=told, reason="A mistake", by=None)
    told.refresh_from_db()
    return told


def agree(assessment, practice, **fields):
    agreed = {"kind": OutcomeKind.NO_AGREEMENT, "level": None, "reason": "", "dissent": ""}
    agreed |= {"locally_different": False, "unsupported_reason": "", "revision": 0, "by": None}
    return meeting_actions.record_outcome(assessment=assessment, practice=practice, **agreed | fields)


def test_nothing_new_is_revealed_once_a_record_was_written(reopened):
    first, second = practices_of(reopened)
    with pytest.raises(RevealingIsOver):
        reveal_now(reopened, second)
    assert Reveal.objects.get().practice == first
    # One that was revealed is gone back to as ever.
    reveal_now(reopened, first)
    assert MeetingPlace.objects.get().practice == first
    # Nor after a second close and reopening.
    record_actions.close_assessment(assessment=reopened, by=None)
    record_actions.reopen_assessment(assessment=reopened, reason="Again", by=None)
    with pytest.raises(RevealingIsOver):
        reveal_now(reopened, second)


def test_a_reopened_team_agrees_on_a_practice_that_is_never_revealed_without_seeing_a_rating(reopened, client):
    _first, second = practices_of(reopened)
    Rating.objects.filter(practice=second).update(note="zebra")
    meeting_actions.move_meeting(assessment=reopened, practice=second, by=None)
    for page in pages(client, reopened, second):
        assert (page.count(NEVER), page.count(CAN_AGREE)) == (1, 1)
        assert "Reveal how we rated" not in page
        assert TOO_FEW not in page
        assert 'class="plot"' not in page
    agreed = {"outcome": "no_agreement", "revision": "0"}
    desk = f"/assessments/{reopened.pk}/practices/{second.uuid}/meeting/"
    assert client.post(desk, agreed).status_code == 302
    assert Outcome.objects.get().practice == second
    record = record_actions.close_assessment(assessment=reopened, by=None)
    assert record.practices.get(practice=second).outcome == OutcomeKind.NO_AGREEMENT


def test_before_the_first_close_an_outcome_still_needs_a_reveal(told):
    with pytest.raises(NotRevealed):
        agree(told, practices_of(told)[0])


def test_once_closed_the_page_of_a_practice_offers_nothing_to_reveal_or_agree(reopened, client):
    second = practices_of(reopened)[1]
    record_actions.close_assessment(assessment=reopened, by=None)
    page = pages(client, reopened, second)[0]
    assert (page.count(NEVER), page.count(CAN_AGREE)) == (1, 0)
    assert "reveals this practice when the team is ready" not in page


def test_overdue_and_not_closed_a_team_still_reveals():
    assessment = make_meeting(members=3, days=-1)
    practice = practices_of(assessment)[0]
    team_says(assessment, practice, 1, 2, 2)
    assert reveal_now(assessment, practice).shows_spread


def test_a_reveal_from_a_page_opened_before_the_close_is_refused_in_words(reopened, client):
    second = practices_of(reopened)[1]
    refused = client.post(f"/assessments/{reopened.pk}/practices/{second.uuid}/reveal/")
    assert refused.status_code == 409
    assert "its ratings are never shown" in refused.content.decode()


# -- The rows of a meeting ------------------------------------------------------------------------------


def test_what_nobody_said_is_shown_to_nobody_offered_to_nobody_and_in_no_row_s_name():
    assessment = make_meeting(practices=1)
    here = {"assessment": assessment, "practice": practices_of(assessment)[0]}
    place, parked, revealed = MeetingPlace(assessment=assessment), Parked(**here), Reveal(**here)
    agreed = Outcome(**here, kind=OutcomeKind.NOT_DISCUSSED)
    for row in (place, parked, revealed, agreed):
        row.save()
    for row in (parked, revealed, agreed):
        row.full_clean(exclude=["parked_by", "revealed_by", "recorded_by"])
    assert (place.revision, agreed.revision) == (0, 1)
    assert (revealed.shows_spread, agreed.locally_different, agreed.willing_to_share) == (False, False, False)
    names = [f"place {place.pk}", f"parked {parked.pk}", f"reveal {revealed.pk}", f"outcome {agreed.pk}"]
    assert [str(row) for row in (place, parked, revealed, agreed)] == names


def test_no_form_changes_when_a_practice_was_revealed_nor_what_its_reveal_shows():
    assert set(modelform_factory(Reveal, fields="__all__").base_fields) == {"assessment", "practice", "revealed_by"}
    assert str(Reveal()) == "reveal None"


@pytest.mark.parametrize(
    ("kind", "level", "said", "kept"),
    [
        (OutcomeKind.LEVEL, 4, {"reason": "Why"}, True),
        (OutcomeKind.LEVEL, 4, {"willing_to_share": True}, True),
        (OutcomeKind.LEVEL, None, {}, False),
        (OutcomeKind.NO_AGREEMENT, None, {"reason": "Why"}, True),
        (OutcomeKind.NO_AGREEMENT, 1, {}, False),
        (OutcomeKind.NO_AGREEMENT, None, {"willing_to_share": True}, False),
        (OutcomeKind.DOES_NOT_APPLY, None, {"reason": "Why"}, True),
        (OutcomeKind.DOES_NOT_APPLY, None, {}, False),
    ],
)
def test_no_outcome_is_kept_that_contradicts_itself(kind, level, said, kept):
    assessment = make_meeting(practices=1)
    agreed = Outcome(assessment=assessment, practice=practices_of(assessment)[0], kind=kind, **said)
    agreed.level = level and assessment.cycle.scale.levels.get(value=level)
    try:
        with transaction.atomic():
            agreed.save()
    except IntegrityError:
        assert not kept
    assert str(agreed) == f"outcome {agreed.pk}"
    assert Outcome.objects.exists() is kept


def test_a_record_has_room_for_every_outcome():
    agreed, recorded = Outcome._meta.get_field("kind"), RecordPractice._meta.get_field("outcome")
    assert (agreed.max_length, agreed.choices) == (recorded.max_length, recorded.choices)
    assert str(Outcome()) == "outcome None"
