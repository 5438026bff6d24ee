"""The meeting's and the evidence's pages answer: in words, escaped, as downloads, to the own team."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.evidence.actions import pieces
from assessments.evidence.files.uploads import checked
from assessments.evidence.models import Evidence
from assessments.meeting.models import Outcome, OutcomeKind
from assessments.record import actions
from tests.factories import join, make_evidence, make_meeting, make_outcome, members_of, practices_of, reveal

pytestmark = pytest.mark.django_db

XSS = "<img src=x onerror=alert(1)>"


@pytest.fixture
def assessment(client):
    """A meeting with its first practice revealed; its facilitator is signed in."""
    assessment = make_meeting(members=3)
    assessment.team.memberships.filter(person=members_of(assessment)[0]).update(facilitates=True)
    reveal(assessment, practices_of(assessment)[0])
    client.force_login(members_of(assessment)[0])
    return assessment


def practice_url(assessment, what="meeting/"):
    return f"/assessments/{assessment.pk}/practices/{practices_of(assessment)[0].uuid}/{what}"


def agree(client, assessment, **fields):
    return client.post(practice_url(assessment), {"outcome": "1", "revision": "0", **fields})


def test_a_level_that_asks_for_evidence_needs_two_kinds_or_a_stated_reason(client, assessment):
    practice = practices_of(assessment)[0]
    for _ in range(2):  # two pieces, one kind
        make_evidence(assessment.team, practice, assessment, kind="data")
    refused = agree(client, assessment, outcome="3", reason="Seen in the halls")
    assert refused.status_code == 422
    assert "asks for 2 kinds of evidence; 1 linked" in refused.content.decode()
    assert "Seen in the halls" in refused.content.decode()
    assert not Outcome.objects.exists()
    assert agree(client, assessment, outcome="3", unsupported_reason="New this year").status_code == 302
    record = actions.close_assessment(assessment=assessment, by=None)
    row = record.practices.get(practice=practice)
    assert (row.value, row.unsupported, row.unsupported_reason) == (3, True, "New this year")


def test_two_kinds_of_evidence_support_the_level_and_need_no_reason(client, assessment):
    for kind in ("data", "voices"):
        make_evidence(assessment.team, practices_of(assessment)[0], assessment, kind=kind)
    assert agree(client, assessment, outcome="4", unsupported_reason="left over").status_code == 302
    assert Outcome.objects.get().unsupported_reason == ""


def test_what_is_wrong_with_an_unseen_field_is_said_without_its_name(client, assessment):
    refused = agree(client, assessment, revision="no number")
    assert refused.status_code == 422
    assert "A part of this page that you do not see" in refused.content.decode()
    assert "Revision" not in refused.content.decode()
    assert "#id_revision" not in refused.content.decode()


def test_does_not_apply_needs_a_reason(client, assessment):
    refused = agree(client, assessment, outcome="does_not_apply", reason="  ", dissent="Typed")
    assert refused.status_code == 422
    assert "why it does not apply here" in refused.content.decode()
    assert "Typed" in refused.content.decode()
    assert agree(client, assessment, outcome="does_not_apply", reason="No grade 9").status_code == 302
    assert Outcome.objects.get().kind == OutcomeKind.DOES_NOT_APPLY


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"outcome": ""}, "Choose what the team agreed"),
        ({"outcome": "7"}, "valid choice"),
        ({"reason": "a\x00b"}, "U+0000"),
        ({"dissent": "x" * 10_001}, "10000"),
    ],
)
def test_an_outcome_that_cannot_be_recorded_is_answered_in_words(typed, words, client, assessment):
    response = agree(client, assessment, **typed)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Outcome.objects.exists()


def test_the_second_facilitator_gets_both_values(client, assessment):
    make_outcome(assessment, practices_of(assessment)[0], 4, reason="Theirs")
    response = agree(client, assessment, reason="Mine")
    page = response.content.decode()
    assert response.status_code == 409
    assert "Theirs" in page
    assert "Mine" in page
    assert Outcome.objects.get().reason == "Theirs"


def test_a_member_sees_the_meeting_and_cannot_run_it(client, assessment):
    client.force_login(members_of(assessment)[1])
    assert client.get(practice_url(assessment)).status_code == 200
    assert agree(client, assessment).status_code == 403
    assert client.post(practice_url(assessment, "reveal/")).status_code == 403
    assert client.post(f"/assessments/{assessment.pk}/close/").status_code == 403


def test_what_people_write_is_shown_as_text(client, assessment):
    practice = practices_of(assessment)[0]
    make_outcome(assessment, practice, 1, reason=XSS, dissent=XSS)
    make_evidence(assessment.team, practice, assessment, title=XSS, note=XSS)
    pages = [practice_url(assessment), practice_url(assessment, "evidence/")]
    for url in pages:
        assert XSS not in client.get(url).content.decode()
        assert "&lt;img src=x" in client.get(url).content.decode()
    actions.close_assessment(assessment=assessment, by=None)
    page = client.get(f"/assessments/{assessment.pk}/record/").content.decode()
    assert XSS not in page
    assert "&lt;img src=x" in page


def test_a_link_that_runs_a_script_is_refused(client, assessment):
    described = {"title": "Link", "kind": "data", "rung": "doing", "url": "javascript:alert(1)"}
    response = client.post(practice_url(assessment, "evidence/"), described)
    assert response.status_code == 422
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": ""}, "required"),
        ({"note": ""}, "Write what it says"),
        ({"title": "a\x00b"}, "U+0000"),
        ({"title": "x" * 201}, "200"),
        ({"dated_on": "yesterday"}, "valid date"),
        ({"file": SimpleUploadedFile("empty.pdf", b"")}, "empty"),
        ({"file": SimpleUploadedFile("x.exe", b"MZ")}, "are not taken"),
        ({"file": SimpleUploadedFile("x.pdf", b"MZ" * 50)}, "not what its name says"),
    ],
)
def test_evidence_that_cannot_be_kept_is_answered_in_words(typed, words, client, assessment):
    described = {"title": "Kept title", "kind": "data", "rung": "doing", "note": "Kept note", **typed}
    response = client.post(practice_url(assessment, "evidence/"), described)
    assert response.status_code == 422
    assert words in response.content.decode()
    if "title" not in typed:
        assert "Kept title" in response.content.decode()
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("piece", ["abc", "0", str(10**30), "-1"])
def test_linking_what_is_not_there_is_refused(piece, client, assessment):
    response = client.post(practice_url(assessment, "evidence/link/"), {"pieces": [piece]})
    assert response.status_code == 422


def test_linking_another_teams_evidence_is_refused(client, assessment):
    foreign = make_evidence(make_meeting().team)
    response = client.post(practice_url(assessment, "evidence/link/"), {"pieces": [foreign.pk]})
    assert response.status_code == 422
    assert not foreign.links.exists()


@pytest.fixture
def file(assessment):
    """A text file that would be a page if a browser guessed."""
    upload = checked(ContentFile(b"<script>alert(1)</script>", name="page.txt"))
    described = {"title": "File", "carrier": "file", "kind": "data", "rung": "doing"}
    practice = practices_of(assessment)[0]
    return pieces.add_evidence(assessment=assessment, practice=practice, by=None, upload=upload, **described)


def test_a_file_is_a_download_that_no_browser_runs(client, file):
    response = client.get(f"/evidence/{file.pk}/file/")
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert response.headers["Content-Disposition"] == 'attachment; filename="page.txt"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.headers["Content-Type"] == "text/plain"
    response.close()


def test_a_file_is_the_own_teams_alone(client, file, assessment):
    other = make_meeting()
    client.force_login(join(other.team).person)
    assert client.get(f"/evidence/{file.pk}/file/").status_code == 404
    assert client.get(f"/evidence/{file.pk}/withdraw/").status_code == 404
    assert client.post(f"/evidence/{file.pk}/withdraw/").status_code == 404
    file.refresh_from_db()
    assert file.withdrawn_at is None


def test_a_withdrawn_file_is_gone(client, file, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        pieces.withdraw_evidence(evidence=file, by=None)
    assert client.get(f"/evidence/{file.pk}/file/").status_code == 404
