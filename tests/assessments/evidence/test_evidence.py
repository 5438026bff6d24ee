"""Evidence: the team's own, linked while the assessment is open, frozen with the record, withdrawn for good."""

import pytest
from django.core.files.base import ContentFile

from assessments.cycles.errors import AlreadyClosed
from assessments.evidence.actions import pieces as piece_actions
from assessments.evidence.errors import EvidenceNotYours
from assessments.evidence.files.uploads import checked
from assessments.evidence.models import Evidence, EvidenceLink
from assessments.record import actions
from assessments.record.models import RecordEvidence
from tests.factories import make_assessment, make_evidence, make_meeting, make_team, practices_of

pytestmark = pytest.mark.django_db

NOTE = {"title": "Minutes", "carrier": "note", "kind": "document", "rung": "doing", "note": "We met."}


def upload(content=b"Read me", name="minutes.txt"):
    return checked(ContentFile(content, name=name))


def add_file(assessment, practice, content=b"Read me", name="minutes.txt"):
    described = {**NOTE, "carrier": "file"}
    return piece_actions.add_evidence(
        assessment=assessment, practice=practice, by=None, upload=upload(content, name), **described
    )


def test_a_new_piece_is_the_teams_and_speaks_for_the_practice():
    assessment = make_meeting()
    practice = practices_of(assessment)[0]
    piece = piece_actions.add_evidence(assessment=assessment, practice=practice, by=None, **NOTE)
    assert piece.team == assessment.team
    assert list(EvidenceLink.objects.values_list("assessment", "practice", "evidence")) == [
        (assessment.pk, practice.pk, piece.pk)
    ]


def test_a_file_is_kept_under_its_content_apart_from_what_it_is_called(tmp_path):
    assessment = make_meeting()
    first, second, _third = practices_of(assessment)
    one = add_file(assessment, first, name="a.txt")
    two = add_file(assessment, second, name="b.txt")
    assert one.file.name == two.file.name == f"{assessment.district_id}/{one.file_sha256[:2]}/{one.file_sha256}"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [one.file_sha256]
    assert (one.file_name, two.file_name, one.file_type, one.file_size) == ("a.txt", "b.txt", "text/plain", 7)


def test_linking_lets_the_chosen_pieces_and_no_others_speak():
    assessment = make_meeting()
    practice, other, _third = practices_of(assessment)
    one, two, three = (make_evidence(assessment.team) for _ in range(3))

    def link(pieces, seen=(), to=practice):
        seen = {piece.pk for piece in seen}
        piece_actions.link_evidence(assessment=assessment, practice=to, pieces=pieces, seen=seen, by=None)
        return set(EvidenceLink.objects.filter(practice=practice).values_list("evidence", flat=True))

    assert link([one, two]) == {one.pk, two.pk}
    assert link([two, three], seen=[one, two]) == {two.pk, three.pk}
    assert link([one], to=other) == {two.pk, three.pk}
    assert link([], seen=[two, three]) == set()


def test_two_people_who_tick_at_once_undo_nothing_of_each_other():
    assessment = make_meeting()
    practice = practices_of(assessment)[0]
    one, two, three, four = (make_evidence(assessment.team, practice, assessment) for _ in range(4))
    EvidenceLink.objects.filter(evidence__in=[three, four]).delete()
    both_saw = {one.pk, two.pk}

    def link(*pieces):
        piece_actions.link_evidence(assessment=assessment, practice=practice, pieces=pieces, seen=both_saw, by=None)

    link(one, three)  # the first takes `two` away and adds `three`
    link(one, two, four)  # the second changed neither, and adds `four`

    assert set(EvidenceLink.objects.values_list("evidence", flat=True)) == {one.pk, three.pk, four.pk}


def test_a_team_links_only_its_own_evidence_and_nothing_withdrawn():
    assessment = make_meeting()
    other = make_evidence(make_team(assessment.district))
    gone = make_evidence(assessment.team)
    piece_actions.withdraw_evidence(evidence=gone, by=None)
    gone.refresh_from_db()
    link = {"assessment": assessment, "practice": practices_of(assessment)[0], "seen": set(), "by": None}
    for piece in (other, gone):
        with pytest.raises(EvidenceNotYours):
            piece_actions.link_evidence(pieces=[piece], **link)
    assert not EvidenceLink.objects.exists()


def test_of_a_withdrawn_piece_nothing_is_kept_that_says_what_it_was():
    about_a_file = {"file_name": "minutes.docx", "file_sha256": "a" * 64, "file_size": 7, "has_preview": True}
    said = {"note": "With Ms. Petrov", "source": "A colleague", "commenters": 2, "has_changes": True}
    piece = make_evidence(make_meeting().team, title="Minutes", sent_as="b" * 64, **about_a_file, **said)

    piece_actions.withdraw_evidence(evidence=piece, by=None)

    piece.refresh_from_db()
    assert piece.title == "Withdrawn"
    kept = {field: getattr(piece, field) for field in ("url", "sent_as", *about_a_file, *said)}
    assert kept == dict.fromkeys(kept, "") | {
        "file_size": 0,
        "has_preview": False,
        "commenters": 0,
        "has_changes": False,
    }


def test_evidence_is_frozen_with_the_record():
    assessment = make_meeting()
    a, b, c = practices_of(assessment)
    piece = make_evidence(assessment.team, a, assessment, title="Survey", rung="changing", note="41 % read daily")
    EvidenceLink.objects.create(assessment=assessment, evidence=piece, practice=b)
    make_evidence(assessment.team)  # linked to nothing
    record = actions.close_assessment(assessment=assessment, by=None)
    piece_actions.change_evidence(evidence=piece, revision=0, by=None, title="Changed", note="Changed", rung="doing")
    frozen = RecordEvidence.objects.get()
    assert (frozen.record, frozen.title, frozen.note, frozen.rung) == (record, "Survey", "41 % read daily", "changing")
    assert set(frozen.practices.all()) == {a, b}
    for act in (
        lambda: piece_actions.add_evidence(assessment=assessment, practice=c, by=None, **NOTE),
        lambda: piece_actions.link_evidence(assessment=assessment, practice=a, pieces=[], seen={piece.pk}, by=None),
    ):
        with pytest.raises(AlreadyClosed):
            act()
    assert EvidenceLink.objects.count() == 2


def test_the_second_version_freezes_what_the_evidence_says_then():
    assessment = make_meeting()
    piece = make_evidence(assessment.team, practices_of(assessment)[0], assessment, title="Survey")
    actions.close_assessment(assessment=assessment, by=None)
    piece_actions.change_evidence(evidence=piece, revision=0, by=None, title="Second survey")
    actions.reopen_assessment(assessment=assessment, reason="x", by=None)
    actions.close_assessment(assessment=assessment, by=None)
    assert [e.title for e in RecordEvidence.objects.order_by("pk")] == ["Survey", "Second survey"]


def test_a_withdrawal_leaves_a_line_in_every_record_and_removes_the_rest(tmp_path, django_capture_on_commit_callbacks):
    assessment = make_meeting()
    practice = practices_of(assessment)[0]
    piece = add_file(assessment, practice)
    record = actions.close_assessment(assessment=assessment, by=None)
    pieces = record.practices.get(practice=practice).pieces
    with django_capture_on_commit_callbacks(execute=True):
        piece_actions.withdraw_evidence(evidence=piece, by=None)
    for model in (Evidence, RecordEvidence):
        left = model.objects.get()
        assert (left.title, left.note, left.url, left.file.name, left.file_name) == ("Withdrawn", "", "", "", "")
        assert left.withdrawn_at
    assert set(RecordEvidence.objects.get().practices.all()) == {practice}
    assert not EvidenceLink.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    # A record never changes: it goes on saying how much stood behind the outcome.
    assert record.practices.get(practice=practice).pieces == pieces == 1


def test_a_file_that_another_piece_rests_on_outlives_a_withdrawal(tmp_path, django_capture_on_commit_callbacks):
    assessment = make_meeting()
    other = make_assessment(assessment.cycle, make_team(assessment.district))
    first = add_file(assessment, practices_of(assessment)[0])
    second = add_file(other, practices_of(assessment)[0])
    with django_capture_on_commit_callbacks(execute=True):
        piece_actions.withdraw_evidence(evidence=first, by=None)
    with second.file.open() as kept:
        assert kept.read() == b"Read me"
    with django_capture_on_commit_callbacks(execute=True):
        piece_actions.withdraw_evidence(evidence=second, by=None)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
