"""The pages of a team's evidence answer: the library, a piece, what lacks evidence, and what is dropped on a practice."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from assessments.evidence.actions import pieces
from assessments.evidence.models import Evidence, EvidenceLink
from assessments.rating import actions as rating_actions
from assessments.record import actions as record_actions
from tests.assessments.evidence.test_library import linked_to, next_cycle
from tests.factories import join, make_evidence, make_meeting, make_team, members_of, practices_of
from tests.worker import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    return make_meeting(members=2, started=False, characteristics=2)


@pytest.fixture
def member(assessment, client):
    """A member of the team, signed in."""
    person = members_of(assessment)[0]
    client.force_login(person)
    return person


def library(assessment):
    return f"/assessments/{assessment.pk}/evidence/"


def page_of(assessment, piece):
    return f"{library(assessment)}{piece.pk}/"


def at_practice(assessment, practice, rest=""):
    return f"/assessments/{assessment.pk}/practices/{practice.uuid}/evidence/{rest}"


def photo(name="IMG_2041.png"):
    written = io.BytesIO()
    Image.new("RGB", (1000, 800), "teal").save(written, "PNG")
    return SimpleUploadedFile(name, written.getvalue())


def titles(response):
    return [piece.title for piece in response.context["page"]]


def test_the_library_is_searched_and_filtered(assessment, member, client):
    a, b = practices_of(assessment)[:2]
    before = assessment
    now = next_cycle(assessment)
    make_evidence(assessment.team, title="Old survey", note="Écoles", rung="improving", kind="voices")
    used = make_evidence(assessment.team, a, before, title="Used again", source="School office")
    EvidenceLink.objects.create(assessment=now, evidence=used, practice=b)
    make_evidence(assessment.team, a, before, title="Not used again", rung="changing", kind="data")
    make_evidence(make_team(assessment.district), title="Theirs")

    def found(query):
        return set(titles(client.get(library(now) + query)))

    everything = {"Old survey", "Used again", "Not used again"}
    assert found("") == found("?rung=nonsense&kind=x&shown=y") == everything
    assert found("?q=office") == found("?shown=linked") == {"Used again"}
    assert found("?q=Écoles") == found("?kind=voices") == found("?rung=improving") == {"Old survey"}
    assert found("?q=again+used") == {"Used again", "Not used again"}
    assert found("?shown=unlinked") == {"Old survey", "Not used again"}
    assert found("?shown=before") == found("?shown=unlinked&rung=changing") == {"Not used again"}


def test_the_library_is_in_pages_and_asks_as_much_for_three_pieces_as_for_one(assessment, member, client):
    practice = practices_of(assessment)[0]
    now = next_cycle(assessment)
    client.get(library(now))  # the process now keeps the edition's texts
    counts = []
    for number in range(3):
        make_evidence(assessment.team, practice, assessment, title=f"Piece {number}", has_preview=True)
        make_evidence(assessment.team, practice, now)
        with CaptureQueriesContext(connection) as queries:
            client.get(library(now))
        counts.append(len(queries))
    assert counts[0] == counts[2]
    Evidence.objects.bulk_create(
        Evidence(team=assessment.team, title="More", carrier="note", kind="data", note="x") for _ in range(20)
    )
    assert len(titles(client.get(library(now)))) == 20
    assert len(titles(client.get(library(now) + "?page=2"))) == 6


@pytest.mark.parametrize("path", ["", "coverage/", "{piece}/", "{piece}/delete/"])
def test_pages_ask_as_much_for_three_links_as_for_one(assessment, member, client, path):
    piece = make_evidence(assessment.team, created_by=member)
    now, counts = next_cycle(assessment), []
    client.get(library(now) + path.format(piece=piece.pk))  # the process now keeps the edition's texts
    for practice in practices_of(assessment)[:3]:
        for place in (assessment, now):
            EvidenceLink.objects.create(assessment=place, evidence=piece, practice=practice)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(library(now) + path.format(piece=piece.pk)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_a_piece_is_changed_linked_and_used_again_from_its_page(assessment, member, client):
    practices = practices_of(assessment)
    now = next_cycle(assessment)
    piece = make_evidence(assessment.team, practices[0], assessment, title="Survey")
    page = client.get(page_of(now, piece)).content.decode()
    assert "In other cycles it spoke for" in page
    assert client.post(page_of(now, piece) + "reuse/", {"piece": "1"}).url == page_of(now, piece)
    assert linked_to(piece, now) == {practices[0].pk}
    ticked = {"practices": [practices[1].pk, practices[4].pk], "seen": [practices[0].pk, "x", "9" * 30]}
    assert client.post(page_of(now, piece) + "practices/", ticked).status_code == 302
    assert linked_to(piece, now) == {practices[1].pk, practices[4].pk}
    said = {"title": "Survey of May", "kind": "voices", "rung": "changing", "note": "41 %", "source": "Office"}
    said |= {"revision": "0"}
    assert client.post(page_of(now, piece), said | {"dated_on": "2026-05-04"}).status_code == 302
    piece.refresh_from_db()
    assert (piece.title, piece.source, str(piece.dated_on)) == ("Survey of May", "Office", "2026-05-04")
    assert piece.changed_by == member
    assert f"changed by {member.name}" in client.get(page_of(now, piece)).content.decode()


@pytest.mark.parametrize(
    ("path", "posted"),
    [
        ("", {"title": "", "kind": "data", "rung": "doing", "note": "x", "revision": "0"}),
        ("", {"title": "a\nb", "kind": "data", "rung": "doing", "note": "x", "revision": "0"}),
        ("", {"title": "Kept \u202eas typed", "kind": "data", "rung": "doing", "note": "", "revision": "0"}),
        ("", {"title": "Kept", "kind": "data", "rung": "doing", "note": "x", "revision": ""}),
        ("practices/", {"practices": ["0"]}),
        ("practices/", {"practices": ["9" * 30]}),
        ("describe/", {"kind": "data"}),
    ],
)
def test_what_cannot_be_saved_of_a_piece_is_422_and_changes_nothing(assessment, member, client, path, posted):
    piece = make_evidence(assessment.team, practices_of(assessment)[0], assessment, title="Survey")
    answer = client.post(page_of(assessment, piece) + path, posted)
    assert answer.status_code == 422
    piece.refresh_from_db()
    assert (piece.title, piece.changed_by) == ("Survey", None)
    assert len(linked_to(piece, assessment)) == 1


def test_deleting_asks_and_says_to_how_many_practices_it_is_linked(assessment, client):
    author, other = members_of(assessment)
    piece = make_evidence(assessment.team, created_by=author)
    for practice in practices_of(assessment)[:3]:
        EvidenceLink.objects.create(assessment=assessment, evidence=piece, practice=practice)
    client.force_login(other)
    assert client.get(page_of(assessment, piece) + "delete/").status_code == 403
    client.force_login(author)
    asked = client.get(page_of(assessment, piece) + "delete/")
    assert "It is linked to 3 practices in this cycle" in asked.content.decode()
    assert Evidence.objects.filter(pk=piece.pk).exists()
    assert client.post(page_of(assessment, piece) + "delete/").url == library(assessment)
    assert not Evidence.objects.filter(pk=piece.pk).exists()
    assert client.get(page_of(assessment, piece)).status_code == 404


def test_what_was_deleted_and_is_in_a_record_is_named_to_those_who_may_withdraw_it(assessment, client):
    author, other = members_of(assessment)
    assessment.meeting_started_at = assessment.team.memberships.first().starts_at
    assessment.save()
    piece = make_evidence(assessment.team, practices_of(assessment)[0], assessment, title="Gone", created_by=author)
    record_actions.close_assessment(assessment=assessment, by=None)
    pieces.remove_evidence(evidence=piece, by=author)
    for person, named in ((author, True), (other, False)):
        client.force_login(person)
        page = client.get(library(assessment)).content.decode()
        assert (f"/evidence/{piece.pk}/withdraw/" in page) == named


def test_several_files_become_a_piece_each_without_scripts(assessment, member, client):
    practice = practices_of(assessment)[0]
    files = [photo(), SimpleUploadedFile("Data team minutes, October.txt", b"Read me")]
    sent = {"file": files, "kind": "document", "rung": "doing", "title": "", "source": "Wall"}
    answer = client.post(at_practice(assessment, practice), sent)
    assert answer.status_code == 302
    work()
    made = list(Evidence.objects.order_by("pk").values_list("title", "source", "has_preview", "created_by"))
    assert made == [("IMG 2041", "Wall", True, member.pk), ("Data team minutes, October", "Wall", False, member.pk)]
    assert EvidenceLink.objects.filter(practice=practice).count() == 2


def test_of_several_files_one_that_is_wrong_is_named_and_none_is_kept(assessment, member, client):
    files = [photo(), SimpleUploadedFile("virus.exe", b"MZ")]
    sent = {"file": files, "kind": "document", "rung": "doing", "title": "Typed", "note": "Also typed"}
    answer = client.post(at_practice(assessment, practices_of(assessment)[0]), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "virus.exe: Files of the type" in page
    assert "Typed" in page
    assert "Also typed" in page
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("posted", "title"),
    [
        ({"url": "https://www.example.org/plan"}, "example.org"),
        ({"url": "https://example.org/plan", "title": "The plan"}, "The plan"),
        ({"note": "We met", "title": "Minutes"}, "Minutes"),
    ],
)
def test_a_link_is_called_by_its_site_and_a_note_by_what_was_typed(assessment, member, client, posted, title):
    sent = {"kind": "document", "rung": "doing", **posted}
    assert client.post(library(assessment) + "add/", sent).status_code == 302
    assert Evidence.objects.get().title == title
    assert not EvidenceLink.objects.exists()
    assert client.post(library(assessment) + "add/", {"kind": "data", "rung": "doing", "note": "x"}).status_code == 422


def test_a_file_dropped_on_a_practice_answers_the_piece_and_its_kind_is_said_right_there(assessment, member, client):
    practice = practices_of(assessment)[0]
    answer = client.post(at_practice(assessment, practice, "drop/"), {"file": photo()})
    piece = Evidence.objects.get()
    assert answer.status_code == 200
    assert b"<html" not in answer.content
    assert f'id="new-{piece.pk}"' in answer.content.decode()
    assert (piece.title, piece.carrier, piece.rung, piece.created_by) == ("IMG 2041", "file", "doing", member)
    assert linked_to(piece, assessment) == {practice.pk}
    described = {"kind": "observation", "rung": "changing", "revision": "0"}
    again = client.post(page_of(assessment, piece) + "describe/", described, HTTP_HX_REQUEST="true")
    piece.refresh_from_db()
    assert (again.status_code, piece.kind, piece.rung) == (200, "observation", "changing")
    assert b"Saved" in again.content
    assert b'name="revision" value="1"' in again.content


def test_who_saves_what_somebody_changed_meanwhile_sees_both_and_can_then_save(assessment, member, client):
    piece = make_evidence(assessment.team, title="Survey", note="41 %", kind="data", dated_on="2026-05-04")
    colleague = members_of(assessment)[1]
    pieces.change_evidence(evidence=piece, revision=0, by=colleague, title="Survey of May", rung="changing")
    mine = {"title": "Survey of families", "kind": "data", "rung": "doing", "note": "41 %", "revision": "0"}
    answer = client.post(page_of(assessment, piece), mine)
    page = answer.content.decode()
    piece.refresh_from_db()
    assert (answer.status_code, piece.title) == (409, "Survey of May")
    assert "Somebody of your team changed this in the meantime." in page
    assert colleague.name in page
    for words in ("Survey of May", "Survey of families", "changing outcomes", "May 4, 2026"):
        assert f'<dd class="crit-text" dir="auto">{words}</dd>' in page
    assert 'value="Survey of families"' in page
    assert 'name="revision" value="1"' in page
    assert client.post(page_of(assessment, piece), mine | {"revision": "1"}).status_code == 302
    piece.refresh_from_db()
    assert (piece.title, piece.rung, piece.revision, piece.changed_by) == ("Survey of families", "doing", 2, member)


@pytest.mark.parametrize("by_script", [True, False])
def test_what_is_said_of_a_dropped_piece_does_not_go_over_a_colleagues_words(by_script, assessment, member, client):
    piece = make_evidence(assessment.team, title="Photo", kind="data")
    pieces.change_evidence(evidence=piece, revision=0, by=None, kind="voices")
    headers = {"HTTP_HX_REQUEST": "true"} if by_script else {}
    said = {"kind": "observation", "rung": "changing", "revision": "0"}
    answer = client.post(page_of(assessment, piece) + "describe/", said, **headers)
    page = answer.content.decode()
    piece.refresh_from_db()
    assert (answer.status_code, piece.kind, piece.rung) == (409, "voices", "doing")
    assert "Somebody of your team changed this in the meantime." in page
    assert "What people tell us" in page
    assert '<option value="observation" selected>' in page
    assert 'name="revision" value="1"' in page
    assert ("<html" in page) is not by_script


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({}, "Give a link or a file."),
        ({"url": "javascript:alert(1)"}, "starts with https://"),
        ({"url": "ftp://example.org/x"}, "starts with https://"),
        ({"file": SimpleUploadedFile("x.exe", b"MZ")}, "Files of the type"),
        ({"file": SimpleUploadedFile("x.txt", b"")}, "empty"),
        ({"file": SimpleUploadedFile("x.txt", b"x"), "url": "https://example.org"}, "Give a link or a file."),
    ],
)
def test_a_drop_that_is_refused_says_why_in_words_and_no_markup(assessment, member, client, posted, words):
    answer = client.post(at_practice(assessment, practices_of(assessment)[0], "drop/"), posted)
    assert (answer.status_code, answer["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert words in answer.content.decode()
    assert not Evidence.objects.exists()


def test_a_small_picture_is_shown_in_place_to_the_team_alone_and_the_file_never_is(assessment, member, client):
    client.post(library(assessment) + "drop/", {"file": photo()})
    piece = Evidence.objects.get()
    assert client.get(f"/evidence/{piece.pk}/preview/").status_code == 404
    assert "thumb-sign" in client.get(library(assessment)).content.decode()
    work()
    assert 'class="thumb"' in client.get(library(assessment)).content.decode()
    small = client.get(f"/evidence/{piece.pk}/preview/")
    assert (small["Content-Type"], small["Content-Disposition"]) == ("image/webp", "inline")
    assert small["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in small["Content-Security-Policy"]
    assert small["Cache-Control"] == "private, no-store"
    assert Image.open(io.BytesIO(b"".join(small.streaming_content))).size == (640, 512)
    itself = client.get(f"/evidence/{piece.pk}/file/")
    assert itself["Content-Disposition"].startswith("attachment")
    assert b"".join(itself.streaming_content).startswith(b"\x89PNG")
    note = make_evidence(assessment.team)
    assert client.get(f"/evidence/{note.pk}/preview/").status_code == 404
    client.force_login(join(make_team(assessment.district)).person)
    assert client.get(f"/evidence/{piece.pk}/preview/").status_code == 404
    client.force_login(member)
    pieces.withdraw_evidence(evidence=piece, by=None)
    assert client.get(f"/evidence/{piece.pk}/preview/").status_code == 404


def test_a_small_picture_that_a_backup_lost_is_not_there(assessment, member, client):
    client.post(library(assessment) + "drop/", {"file": photo()})
    work()
    piece = Evidence.objects.get()
    piece.file.storage.delete(piece.preview_name)
    assert client.get(f"/evidence/{piece.pk}/preview/").status_code == 404


def test_what_lacks_evidence_leads_to_the_practice(assessment, member, client):
    a, b, *_rest = practices_of(assessment)
    make_evidence(assessment.team, a, assessment, rung="doing")
    page = client.get(library(assessment) + "coverage/").content.decode()
    assert at_practice(assessment, a) in page
    assert at_practice(assessment, b) in page
    for address in (library(assessment), f"/assessments/{assessment.pk}/"):
        line = " ".join(client.get(address).content.decode().split())
        assert "1 of 6 practices have evidence" in line
        assert "for 1 all of it shows only that you are doing it" in line


def test_a_card_takes_files_and_links_until_the_assessment_is_finished(assessment, member, client):
    rating_actions.take_seat(assessment=assessment, by=member)
    rate = f"/assessments/{assessment.pk}/rate/1/"
    piece = make_evidence(assessment.team, practices_of(assessment)[0], assessment, title="<b>Minutes</b>")
    page = client.get(rate).content.decode()
    assert page.count("data-drop=") == 3
    assert 'id="drop-tools"' in page
    assert f'href="{page_of(assessment, piece)}"' in page
    assert "<b>Minutes</b>" not in page
    record_actions.end_assessment_without_result(assessment=assessment, reason="x", by=None)
    page = client.get(rate).content.decode()
    assert "data-drop=" not in page
    assert 'id="drop-tools"' not in page
