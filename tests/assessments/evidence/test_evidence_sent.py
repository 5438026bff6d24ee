"""Evidence as it is sent: once though it comes twice, never without its file, within the team's room, in words."""

import re
import uuid
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from assessments.evidence.actions import pieces
from assessments.evidence.errors import LibraryFull
from assessments.evidence.files.uploads import checked
from assessments.evidence.models import Evidence, EvidenceLink
from assessments.evidence.queries import Room, room_of
from assessments.meeting import actions
from tests import files
from tests.assessments.evidence.test_library import linked_to
from tests.at_once import PATIENCE, at_once, needs_two_writers, wait_until_they_wait
from tests.factories import make_assessment, make_evidence, make_meeting, make_team, members_of, practices_of

SAID = {"kind": "document", "rung": "doing"}
MEGABYTE = 1024 * 1024
one_at_a_time = pytest.mark.django_db


@pytest.fixture
def assessment():
    return make_meeting(members=2, started=False, characteristics=2)


@pytest.fixture
def member(assessment, client):
    """A member of the team, signed in."""
    person = members_of(assessment)[0]
    client.force_login(person)
    return person


def at(assessment, rest=""):
    return f"/assessments/{assessment.pk}/practices/{practices_of(assessment)[0].uuid}/evidence/{rest}"


def text(words=b"Six met.", name="minutes.txt"):
    return SimpleUploadedFile(name, words)


def add(assessment, words=b"Six met.", **described):
    upload = checked(ContentFile(words, name="minutes.txt"))
    said = SAID | {"title": "Minutes", "carrier": "file", "upload": upload} | described
    return pieces.add_evidence(assessment=assessment, practice=None, by=None, **said)


def another_of(assessment):
    """Another team's assessment in the same cycle."""
    return make_assessment(assessment.cycle, make_team(assessment.district))


# -- Once -----------------------------------------------------------------------------------------------


@one_at_a_time
@pytest.mark.parametrize(
    "posted", [{"note": "We met", "title": "Minutes"}, {"url": "https://example.org"}, {"file": 2}]
)
def test_a_form_sent_twice_is_one_piece_and_sent_again_with_other_words_a_second(assessment, member, client, posted):
    def send(**more):
        sent = SAID | {"form_key": key} | posted | more
        if "file" in posted:
            sent["file"] = [text(), text(b"Seven met.", "more.txt")]
        return client.post(at(assessment), sent)

    page = client.get(at(assessment)).content.decode()
    key = re.search(r'name="form_key" value="([^"]+)"', page)[1]
    number = posted.get("file", 1)

    assert (send().status_code, send().status_code) == (302, 302)
    assert Evidence.objects.count() == EvidenceLink.objects.count() == number
    send(source="School office")  # gone back, and something else was meant
    assert Evidence.objects.count() == 2 * number
    key = uuid.uuid4()
    send()
    assert Evidence.objects.count() == 3 * number


@one_at_a_time
@pytest.mark.parametrize("key", [{}, {"form_key": ""}, {"form_key": "x"}])
def test_without_a_key_every_sending_is_a_piece(assessment, member, client, key):
    for _sending in range(2):
        assert client.post(at(assessment), SAID | key | {"note": "We met", "title": "Minutes"}).status_code == 302
    assert Evidence.objects.count() == 2


@one_at_a_time
def test_what_was_deleted_can_be_sent_again_and_another_team_s_key_is_its_own(assessment):
    piece = SAID | {"title": "Minutes", "carrier": "note", "note": "We met", "sent_as": "a" * 64}

    def send(to):
        return pieces.add_pieces(assessment=to, practice=None, pieces=[piece], by=None)[0]

    first = send(assessment)
    make_frozen = EvidenceLink(assessment=assessment, evidence=first, practice=practices_of(assessment)[0])
    make_frozen.save()
    pieces.remove_evidence(evidence=first, by=None)
    assert send(assessment).pk != first.pk
    assert send(make_meeting(started=False)).team != assessment.team
    pieces.withdraw_evidence(evidence=send(assessment), by=None)
    send(assessment)


@one_at_a_time
def test_the_database_keeps_a_sending_once(assessment):
    make_evidence(assessment.team, sent_as="a" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_evidence(assessment.team, sent_as="a" * 64)
    for _without in range(2):
        make_evidence(assessment.team)


@pytest.mark.django_db(transaction=True)
@needs_two_writers
def test_two_sendings_at_one_moment_make_one_piece():
    assessment = make_meeting(started=False)
    piece = SAID | {"title": "Minutes", "carrier": "note", "note": "We met", "sent_as": "a" * 64}

    def send():
        return pieces.add_pieces(assessment=assessment, practice=practices_of(assessment)[0], pieces=[piece], by=None)

    with transaction.atomic():
        first = send()
        thread, came = at_once(send)
        wait_until_they_wait(1)
    thread.join(PATIENCE)

    assert came == [first]
    assert Evidence.objects.count() == EvidenceLink.objects.count() == 1


# -- Never without its file -----------------------------------------------------------------------------


@one_at_a_time
def test_half_a_file_that_a_crash_left_is_written_whole(assessment):
    first = add(assessment)
    place = Path(first.file.path)
    place.write_bytes(b"Six")

    again = add(assessment)

    assert again.file.name == first.file.name
    assert place.read_bytes() == b"Six met."
    assert [path.name for path in place.parent.iterdir()] == [place.name]
    assert place.stat().st_mode & 0o077 == 0


@one_at_a_time
def test_a_file_that_cannot_be_written_makes_no_piece(assessment, tmp_path):
    (tmp_path / str(assessment.team.district_id)).write_bytes(b"in the way")

    with pytest.raises(OSError, match="exist|directory"):
        add(assessment)

    assert not Evidence.objects.exists()


@one_at_a_time
def test_a_file_goes_when_its_deletion_is_written_and_not_before(assessment, django_capture_on_commit_callbacks):
    piece = add(assessment)
    with django_capture_on_commit_callbacks() as callbacks:
        pieces.remove_evidence(evidence=piece, by=None)
    assert Path(piece.file.path).exists()
    for callback in callbacks:
        callback()
    assert not Path(piece.file.path).exists()


@pytest.mark.django_db(transaction=True)
@needs_two_writers
def test_a_file_that_is_added_while_it_is_deleted_stays(assessment):
    old = add(assessment)
    other = another_of(assessment)
    with transaction.atomic():
        new = add(other)
        thread, came = at_once(lambda: pieces.remove_evidence(evidence=old, by=None))
        wait_until_they_wait(1)  # the row has gone by now; the file waits for this transaction
        assert Path(new.file.path).exists()
    thread.join(PATIENCE)

    assert came == [None]
    assert list(Evidence.objects.all()) == [new]
    assert Path(new.file.path).read_bytes() == b"Six met."


# -- Ticked, and gone meanwhile -------------------------------------------------------------------------


@one_at_a_time
def test_a_ticked_piece_that_a_colleague_deleted_is_said_and_the_other_ticks_are_kept(assessment, member, client):
    stays, goes = make_evidence(assessment.team), make_evidence(assessment.team)
    pieces.remove_evidence(evidence=Evidence.objects.get(pk=goes.pk), by=None)

    page = client.post(at(assessment, "link/"), {"pieces": [stays.pk, goes.pk]}, follow=True).content.decode()

    assert linked_to(stays, assessment) == {practices_of(assessment)[0].pk}
    assert "1 piece that you ticked is no longer there" in page


@one_at_a_time
def test_in_the_meeting_too_and_the_outcome_waits_for_a_second_look(client):
    assessment = make_meeting(members=2)
    assessment.team.memberships.filter(person=members_of(assessment)[0]).update(facilitates=True)
    client.force_login(members_of(assessment)[0])
    practice = practices_of(assessment)[0]
    actions.reveal_practice(assessment=assessment, practice=practice, by=None)
    stays, goes = make_evidence(assessment.team), make_evidence(assessment.team)
    pieces.remove_evidence(evidence=Evidence.objects.get(pk=goes.pk), by=None)
    sent = {"outcome": "3", "revision": "0", "pieces": [stays.pk, goes.pk], "unsupported_reason": "One went"}

    answer = client.post(f"/assessments/{assessment.pk}/practices/{practice.uuid}/meeting/", sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "1 piece that you ticked is no longer there" in page
    assert re.search(rf'value="{stays.pk}" id="piece-{stays.pk}" checked', page)
    assert not EvidenceLink.objects.exists()


# -- Room ------------------------------------------------------------------------------------------------


@pytest.mark.once
@pytest.mark.parametrize(
    ("used", "size", "takes", "is_nearly_full"),
    [(0, 10, True, False), (79, 21, True, False), (80, 20, True, True), (80, 21, False, True), (100, 0, True, True)],
)
def test_room_is_said_to_be_short_from_four_fifths_on(used, size, takes, is_nearly_full):
    room = Room(used=used, most=100)

    assert (room.takes(size), room.is_nearly_full) == (takes, is_nearly_full)
    assert Room(used=used, most=0).takes(10**12)
    assert not Room(used=used, most=0).is_nearly_full


@one_at_a_time
def test_a_file_counts_once_while_it_is_in_the_library_and_only_for_its_team(assessment, settings):
    settings.EVIDENCE_TEAM_BYTES = 100
    first = add(assessment)
    add(assessment)
    add(another_of(assessment), b"another team's")
    make_evidence(assessment.team)

    assert room_of(assessment.team) == Room(used=8, most=100)
    pieces.remove_evidence(evidence=first, by=None)
    assert room_of(assessment.team).used == 8
    assert room_of(make_team(assessment.district)).used == 0


@one_at_a_time
def test_what_does_not_fit_is_refused_in_words_by_every_door(assessment, member, client, settings):
    settings.EVIDENCE_TEAM_BYTES = 2 * MEGABYTE
    full = b"x" * (2 * MEGABYTE - 10)
    add(assessment, full)
    said = "your team’s files take up 1 of 2 MB"

    for answer in (
        client.post(at(assessment), SAID | {"file": text(b"x" * 11), "title": "Typed"}),
        client.post(at(assessment, "drop/"), {"file": text(b"x" * 11)}),
        client.post(f"/assessments/{assessment.pk}/evidence/add/", SAID | {"file": text(b"x" * 11)}),
    ):
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
    with pytest.raises(LibraryFull, match="1 of 2 MB"):
        add(assessment, b"x" * 11)
    add(assessment, full)  # takes nothing: it is there
    add(assessment, b"x" * 10)
    assert Evidence.objects.count() == 3


@one_at_a_time
def test_before_it_is_full_the_pages_that_take_files_say_so(assessment, member, client, settings):
    settings.EVIDENCE_TEAM_BYTES = 2 * MEGABYTE
    pages = [at(assessment), f"/assessments/{assessment.pk}/evidence/", f"/assessments/{assessment.pk}/evidence/add/"]
    said = "Your team’s files take up"
    assert not any(said in client.get(page).content.decode() for page in pages)

    add(assessment, b"x" * (2 * MEGABYTE * 8 // 10 + 1))

    assert all(f"{said} 1 of 2 MB" in client.get(page).content.decode() for page in pages)


# -- What it is and what stays in it ----------------------------------------------------------------------


@one_at_a_time
def test_what_cannot_be_cleaned_is_offered_to_be_kept_and_said_on_its_page(assessment, member, client):
    signed = files.pdf(signed=True)

    def sent():
        return SAID | {"file": SimpleUploadedFile("plan.pdf", signed), "title": "The plan"}

    page = client.get(at(assessment)).content.decode()
    assert 'type="hidden" name="as_it_is"' in page
    refused = client.post(at(assessment), sent())
    assert refused.status_code == 422
    assert re.search(
        r'type="checkbox"[^>]*name="as_it_is"|name="as_it_is"[^>]*type="checkbox"', refused.content.decode()
    )
    assert "The plan" in refused.content.decode()
    assert "Choose the files again" in refused.content.decode()
    assert client.post(at(assessment), sent() | {"as_it_is": "on"}).status_code == 302
    piece = Evidence.objects.get()
    assert piece.file_cleaned is False
    assert "kept as it came" in client.get(f"/assessments/{assessment.pk}/evidence/{piece.pk}/").content.decode()


@one_at_a_time
def test_a_drop_says_whether_a_file_can_be_kept_as_it_is(assessment, member, client):
    def drop(content, **more):
        return client.post(at(assessment, "drop/"), {"file": SimpleUploadedFile("plan.pdf", content)} | more)

    assert drop(files.pdf(signed=True))["X-Can-Be-Kept"] == "yes"
    assert drop(b"MZ")["X-Can-Be-Kept"] == "no"
    assert drop(files.pdf(signed=True), as_it_is="on").status_code == 200


@one_at_a_time
def test_comments_changes_and_the_true_type_are_said_when_it_comes_and_remarks_stay_on_its_page(
    assessment, member, client
):
    words = '<w:ins w:author="B"/>'
    more = {"word/comments.xml": '<w:comment w:author="A"/><w:comment w:author="B"/>'}
    upload = SimpleUploadedFile("minutes", files.office(words=words, more=more))
    said = ("comments by 2 people", "has tracked changes")

    page = client.post(at(assessment), SAID | {"file": upload}, follow=True).content.decode()

    assert all(one in page for one in (*said, "“minutes” is really a file of the type DOCX"))
    piece = Evidence.objects.get()
    assert (piece.title, piece.file_name, piece.file_cleaned) == ("minutes", "minutes.docx", True)
    page = client.get(f"/assessments/{assessment.pk}/evidence/{piece.pk}/").content.decode()
    assert all(one in page for one in said)


@one_at_a_time
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Our plan.txt", "Our_plan.txt"),
        ("Our plan", "Our_plan.txt"),
        ("plan.exe", "plan_exe.txt"),
        ("../x.TXT", "x.txt"),
    ],
)
def test_the_name_of_a_file_can_be_changed_and_its_ending_stays(assessment, member, client, typed, kept):
    piece = add(assessment)
    page = f"/assessments/{assessment.pk}/evidence/{piece.pk}/"
    assert 'name="file_name" value="minutes.txt"' in client.get(page).content.decode()

    client.post(page, SAID | {"title": "Minutes", "note": "", "source": "", "revision": "0", "file_name": typed})

    piece.refresh_from_db()
    assert piece.file_name == kept
    answer = client.get(f"/evidence/{piece.pk}/file/")
    assert (kept in answer["Content-Disposition"], b"".join(answer.streaming_content)) == (True, b"Six met.")


# -- Links where they are pasted ---------------------------------------------------------------------------


@one_at_a_time
@pytest.mark.parametrize("field", ["url", "note"])
def test_a_link_pasted_with_its_title_is_a_link_in_whichever_field(assessment, member, client, field):
    client.post(at(assessment), SAID | {field: "Plan 2026 www.example.org/plan"})

    piece = Evidence.objects.get()
    assert (piece.carrier, piece.url, piece.title, piece.note) == (
        "link",
        "https://www.example.org/plan",
        "Plan 2026",
        "",
    )


@one_at_a_time
def test_words_beside_a_link_in_the_note_stay_what_the_team_says(assessment, member, client):
    note = "We met on Monday: see https://example.org/minutes"
    client.post(at(assessment), SAID | {"note": note, "title": "Minutes"})

    piece = Evidence.objects.get()
    assert (piece.carrier, piece.url, piece.title, piece.note) == (
        *("link", "https://example.org/minutes"),
        *("Minutes", note),
    )


@one_at_a_time
def test_every_link_of_the_case_is_kept_by_a_drop(assessment, member, client):
    lines = (Path(__file__).parents[2] / "cases" / "12-links.txt").read_text().splitlines()

    for line in lines:
        assert client.post(at(assessment, "drop/"), {"url": line}).status_code == 200

    kept = Evidence.objects.order_by("pk").values_list("carrier", "url")
    assert list(kept) == [("link", line.replace(" ", "%20")) for line in lines]


@one_at_a_time
@pytest.mark.parametrize("door", ["", "drop/"])
def test_a_share_on_the_board_s_network_is_answered_in_words_and_nothing_is_kept(assessment, member, client, door):
    answer = client.post(at(assessment, door), SAID | {"url": "\\\\server\\plans\\2026.docx"})

    assert answer.status_code == 422
    assert "Add the file itself" in answer.content.decode()
    assert not Evidence.objects.exists()
