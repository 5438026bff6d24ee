"""The meeting has a place: everybody goes along, it is found again, parked practices wait, all of a step or nothing."""

import pytest

from assessments.cycles.errors import AlreadyClosed
from assessments.cycles.models import Assessment, MeetingPlace
from assessments.evidence.models import Evidence, EvidenceLink
from assessments.meeting import actions as meeting_actions
from assessments.meeting.agenda import agenda_of
from assessments.meeting.errors import MeetingNotPossible, NotRevealed
from assessments.meeting.models import Outcome, OutcomeKind, Parked
from assessments.meeting.queries import next_to_discuss
from assessments.rating.models import Reveal
from assessments.record import actions as record_actions
from people.errors import StaleRevision
from tests.factories import make_evidence, make_meeting, make_outcome, make_person, members_of, practices_of, reveal

pytestmark = pytest.mark.django_db

AGREED = {"level": None, "kind": OutcomeKind.NO_AGREEMENT, "reason": "", "dissent": "", "revision": 0}


@pytest.fixture
def assessment():
    """A meeting of three people about four practices, begun by the action."""
    assessment = make_meeting(members=3, practices=4, started=False)
    meeting_actions.start_meeting(assessment=assessment, by=members_of(assessment)[0])
    return Assessment.objects.get(pk=assessment.pk)


def here(assessment):
    return MeetingPlace.objects.get(assessment=assessment).practice


def version(assessment):
    return MeetingPlace.objects.get(assessment=assessment).revision


def test_the_meeting_begins_at_the_first_practice_of_its_order(assessment):
    assert here(assessment) == practices_of(assessment)[0]  # nobody had answered: no practice is set apart
    assert MeetingPlace.objects.get().moved_by == members_of(assessment)[0]


def test_whoever_moves_the_meeting_is_kept_with_the_time_and_staying_keeps_the_time(assessment, time_machine):
    third = practices_of(assessment)[2]
    time_machine.move_to("2030-01-01T10:00:00Z", tick=False)
    Assessment.objects.update(reopened_at=assessment.meeting_started_at, reopened_reason="So")  # any day will do
    meeting_actions.move_meeting(assessment=assessment, practice=third, by=members_of(assessment)[1])
    moved = MeetingPlace.objects.get()
    assert (moved.practice, moved.moved_by) == (third, members_of(assessment)[1])
    time_machine.move_to("2030-01-01T10:05:00Z", tick=False)
    meeting_actions.reveal_practice(assessment=assessment, practice=third, by=None)
    assert MeetingPlace.objects.get().moved_at == moved.moved_at
    assert agenda_of(assessment, members_of(assessment)[0]).seconds == 300
    time_machine.move_to("2030-01-01T12:00:00Z", tick=False)
    assert agenda_of(assessment, members_of(assessment)[0]).seconds == 0  # another sitting


def test_of_two_who_move_at_once_the_last_one_wins_and_is_told_of_the_other(assessment):
    one, two, _third = members_of(assessment)
    first, second, third, _fourth = practices_of(assessment)
    assert meeting_actions.move_meeting(assessment=assessment, practice=second, seen=first, by=one) is None
    over = meeting_actions.move_meeting(assessment=assessment, practice=third, seen=first, by=two)
    assert (over.practice, over.moved_by) == (second, one)
    assert here(assessment) == third
    # Both to the same place, or having seen the other's move: nothing to tell.
    assert meeting_actions.move_meeting(assessment=assessment, practice=third, seen=second, by=one) is None
    assert meeting_actions.move_meeting(assessment=assessment, practice=first, seen=third, by=one) is None


def test_a_reveal_takes_everybody_to_its_practice(assessment):
    third = practices_of(assessment)[2]
    meeting_actions.reveal_practice(assessment=assessment, practice=third, by=None)
    assert here(assessment) == third


def test_recording_goes_on_to_the_next_open_practice_and_to_the_parked_ones_last(assessment):
    first, second, third, fourth = practices_of(assessment)
    reveal(assessment, first, third, fourth)
    meeting_actions.move_meeting(assessment=assessment, practice=second, by=None)
    assert meeting_actions.park_practice(assessment=assessment, practice=second, by=None) == third
    assert record(assessment, third) == fourth
    assert record(assessment, fourth) == first
    assert record(assessment, first) == second
    assert here(assessment) == second
    reveal(assessment, second)
    assert record(assessment, second) is None
    assert not Parked.objects.exists()
    assert next_to_discuss(assessment, second.pk) is None


def record(assessment, practice, **fields):
    return meeting_actions.record_and_go_on(assessment=assessment, practice=practice, by=None, **{**AGREED, **fields})


def test_correcting_a_practice_aside_moves_nobody(assessment):
    first, second, _third, _fourth = practices_of(assessment)
    reveal(assessment, first)
    make_outcome(assessment, first, 2)
    meeting_actions.move_meeting(assessment=assessment, practice=second, by=None)
    assert record(assessment, first, revision=1) == second
    assert here(assessment) == second


def test_what_was_written_waits_with_a_parked_practice_until_an_outcome_or_the_close(assessment):
    first, second, _third, _fourth = practices_of(assessment)
    meeting_actions.park_practice(
        assessment=assessment, practice=first, by=None, reason="We lack the numbers", dissent="One"
    )
    parked = agenda_of(assessment, members_of(assessment)[0]).parked[0]
    assert (parked.practice, parked.parked.reason, parked.parked.dissent) == (first, "We lack the numbers", "One")
    meeting_actions.park_practice(assessment=assessment, practice=first, by=None, reason="Still")
    assert Parked.objects.get().reason == "Still"
    meeting_actions.park_practice(assessment=assessment, practice=second, by=None)
    meeting_actions.unpark_practice(assessment=assessment, practice=second, by=None)
    assert Parked.objects.get().practice == first
    record_made = record_actions.close_assessment(assessment=assessment, by=None)
    assert Parked.objects.get().reason == ""  # a draft is no part of the record
    assert record_made.practices.get(practice=first).outcome == OutcomeKind.NOT_DISCUSSED


def test_when_all_that_is_left_is_parked_the_meeting_stays(assessment):
    *others, last = practices_of(assessment)
    for practice in others:
        reveal(assessment, practice)
        make_outcome(assessment, practice, 2)
    meeting_actions.move_meeting(assessment=assessment, practice=last, by=None)
    assert meeting_actions.park_practice(assessment=assessment, practice=last, by=None) is None
    assert here(assessment) == last


def test_evidence_and_outcome_are_taken_together_or_not_at_all(assessment):
    first = practices_of(assessment)[0]
    kept, ticked = (make_evidence(assessment.team, kind=kind) for kind in ("data", "voices"))
    EvidenceLink.objects.create(assessment=assessment, practice=first, evidence=kept)
    new = {"title": "Minutes", "kind": "document", "carrier": "note", "note": "Said so"}
    with pytest.raises(NotRevealed):
        record(assessment, first, pieces=[ticked], described=new)
    assert EvidenceLink.objects.get().evidence == kept
    assert not Evidence.objects.filter(title="Minutes").exists()
    reveal(assessment, first)
    make_outcome(assessment, first, 2)
    with pytest.raises(StaleRevision):
        record(assessment, first, pieces=[ticked], described=new)
    assert EvidenceLink.objects.get().evidence == kept
    record(assessment, first, pieces=[ticked], described=new, revision=1)
    linked = EvidenceLink.objects.filter(assessment=assessment, practice=first).values_list(
        "evidence__title", flat=True
    )
    assert sorted(linked) == sorted([kept.title, ticked.title, "Minutes"])


def test_every_step_of_the_room_is_counted_and_nothing_else(assessment):
    first, second, _third, _fourth = practices_of(assessment)
    steps = [
        lambda: meeting_actions.reveal_practice(assessment=assessment, practice=first, by=None),
        lambda: record(assessment, first),
        lambda: meeting_actions.move_meeting(assessment=assessment, practice=first, by=None),
        lambda: meeting_actions.park_practice(assessment=assessment, practice=second, by=None),
        lambda: meeting_actions.unpark_practice(assessment=assessment, practice=second, by=None),
    ]
    for step in steps:
        before = version(assessment)
        step()
        assert version(assessment) > before


def test_nobody_moves_or_parks_before_the_start_or_after_the_close(assessment):
    first = practices_of(assessment)[0]
    waiting = make_meeting(started=False)
    record_actions.close_assessment(assessment=assessment, by=None)
    for act in (meeting_actions.move_meeting, meeting_actions.park_practice, meeting_actions.unpark_practice):
        with pytest.raises(MeetingNotPossible):
            act(assessment=waiting, practice=practices_of(waiting)[0], by=None)
        with pytest.raises(AlreadyClosed):
            act(assessment=assessment, practice=first, by=None)
    assert not Parked.objects.exists()


def test_a_meeting_that_began_before_places_were_kept_stands_at_its_first_open_practice():
    assessment = make_meeting(practices=3)
    first, second, third = practices_of(assessment)
    somebody = make_person()
    make_outcome(assessment, first, 2)
    assert agenda_of(assessment, somebody).here.practice == second
    meeting_actions.reveal_practice(assessment=assessment, practice=third, by=None)
    assert agenda_of(assessment, somebody).here.practice == third
    assert Reveal.objects.count() == 1
    assert Outcome.objects.count() == 1
