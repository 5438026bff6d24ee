"""Everything stored about a person: asked for, made by the worker, had by nobody else, and gone after some days."""

import datetime
import io
import json
import os
import stat
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult

from assessments.criteria import actions as criteria_actions
from assessments.evidence.actions import pieces
from assessments.retention import actions as retention_actions
from people.made_files import LONG_TO_MAKE, LONG_TO_WAIT
from people.personal_data import collecting
from people.personal_data.actions import ask_for_personal_data, delete_personal_data
from people.personal_data.models import KEPT, PersonalDataFile, folder
from people.users import User
from tests.at_once import at_once, needs_two_writers, wait_until_they_wait
from tests.factories import (
    join,
    make_criterion,
    make_evidence,
    make_meeting,
    make_person,
    make_personal_data_file,
    make_rating,
    make_sealed,
    members_of,
    practices_of,
)
from tests.worker import work

pytestmark = pytest.mark.django_db
PAGE, FILE, DELETE = "/me/data/", "/me/data/file/", "/me/data/delete/"
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    """Files of personal data go into a folder of the test's own."""
    settings.EVIDENCE_ROOT = tmp_path


def signed_in(person):
    client = Client()
    client.force_login(User.objects.get(pk=person.pk))
    return client


def ask(person, language="en"):
    return ask_for_personal_data(language=language, time_zone="America/Toronto", by=person)


def made_for(person, language="en"):
    """The person's file, asked for and made now."""
    asked = ask(person, language)
    work()
    return PersonalDataFile.objects.get(pk=asked.pk)


def opened(content):
    """The archive, and what it says to programs."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    return archive, json.loads(archive.read("data.json"))


def can_be_had(person):
    """Whether the person can download a file now."""
    answer = signed_in(person).get(FILE)
    if answer.status_code == 200:
        assert b"".join(answer.streaming_content) != b""
    return {200: True, 404: False}[answer.status_code]


def in_folder():
    return sorted(path.name for path in folder().glob("*"))


# -- From asking to the download -------------------------------------------------------------------------


def test_it_is_asked_for_made_by_the_worker_and_downloaded():
    person = make_person("Bo Li")
    client = signed_in(person)
    assert "No file yet" in client.get(PAGE).content.decode()

    page = client.post(PAGE, follow=True)
    assert page.redirect_chain == [(PAGE, 302)]
    assert "Waiting for its turn" in page.content.decode()
    assert not can_be_had(person)

    work()

    assert "Only you can download it, until" in client.get(PAGE).content.decode()
    answer = client.get(FILE)
    assert answer["Content-Disposition"].startswith('attachment; filename="strong-districts-my-data-')
    assert answer["Cache-Control"] == "private, no-store"
    archive, data = opened(b"".join(answer.streaming_content))
    assert archive.namelist() == ["data.json", "index.html", "style.css"]
    assert data["format"] == "strong-districts-personal-data/1"
    assert data["account"][0]["name"] == "Bo Li"


def test_my_account_leads_there():
    assert f'href="{PAGE}"' in signed_in(make_person()).get("/me/").content.decode()


def test_nobody_else_gets_it_whatever_they_may_do():
    make_personal_data_file(make_person(), b"Theirs")
    all_powerful = make_person(is_staff=True, is_superuser=True)

    assert not can_be_had(all_powerful)
    assert "No file yet" in signed_in(all_powerful).get(PAGE).content.decode()


def test_a_page_that_looks_again_is_answered_only_when_something_changed():
    person = make_person()
    client = signed_in(person)
    ask(person)

    assert client.get(f"{PAGE}?seen=waiting", **HTMX).status_code == 204
    work()
    answer = client.get(f"{PAGE}?seen=waiting", **HTMX)

    assert answer.status_code == 200
    assert "hx-trigger" not in answer.content.decode()


def test_asked_for_twice_it_is_made_once():
    person = make_person()

    assert ask(person) == ask(person)
    assert DBTaskResult.objects.filter(task_path__endswith="make_personal_data").count() == 1


@needs_two_writers
@pytest.mark.django_db(transaction=True)
def test_asked_for_by_two_at_once_it_is_made_once():
    from django.db import transaction

    person = make_person()
    with transaction.atomic():
        first = ask(person)
        thread, came = at_once(lambda: ask(person))
        wait_until_they_wait(1)
    thread.join()

    assert came == [first]


def test_asked_for_again_the_new_one_takes_the_place_of_the_old(django_capture_on_commit_callbacks):
    person = make_person()
    old = made_for(person)

    with django_capture_on_commit_callbacks(execute=True):
        new = made_for(person)

    assert new.pk != old.pk
    assert list(PersonalDataFile.objects.all()) == [new]
    assert in_folder() == [f"{new.pk}.zip"]


def test_deleted_it_is_gone(django_capture_on_commit_callbacks):
    person = make_person()
    made_for(person)
    client = signed_in(person)

    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(DELETE).status_code == 302

    assert not can_be_had(person)
    assert in_folder() == []


def test_a_file_that_is_not_wanted_any_more_is_not_made():
    person = make_person()
    ask(person)
    delete_personal_data(by=person)

    work()

    assert in_folder() == []


def test_what_went_wrong_is_said_and_it_can_be_asked_for_again(settings, tmp_path):
    person = make_person()
    settings.EVIDENCE_ROOT = tmp_path / "a file"
    settings.EVIDENCE_ROOT.write_text("where a folder should be")
    file = made_for(person)
    client = signed_in(person)

    assert (file.problem, file.size) == ("failed", 0)
    assert "Something went wrong while the file was made" in client.get(PAGE).content.decode()
    assert not can_be_had(person)
    settings.EVIDENCE_ROOT = tmp_path
    assert made_for(person).state == "done"


@pytest.mark.parametrize(
    ("started", "patience"), [(False, LONG_TO_WAIT), (True, LONG_TO_MAKE)], ids=["waiting", "being made"]
)
def test_what_takes_too_long_says_what_to_do_and_can_be_asked_for_again(time_machine, started, patience):
    person = make_person()
    file = ask(person)
    if started:
        PersonalDataFile.objects.update(started_at=file.asked_at)
    time_machine.move_to(file.asked_at + patience * 1.1, tick=False)

    page = signed_in(person).get(PAGE).content.decode()

    assert "ask whoever runs this server" in page
    assert "Make it again" in page
    assert ask(person) != file


def test_a_backup_without_its_files_answers_that_there_is_nothing():
    person = make_person()
    made_for(person).path.unlink()

    assert not can_be_had(person)


# -- How long it is kept ---------------------------------------------------------------------------------


def test_it_is_kept_for_three_days_and_then_removed_by_the_worker(time_machine):
    person = make_person()
    file = made_for(person)

    time_machine.move_to(file.asked_at + KEPT - datetime.timedelta(minutes=1), tick=False)
    assert can_be_had(person)
    time_machine.move_to(file.asked_at + KEPT, tick=False)
    assert not can_be_had(person)
    work()

    assert datetime.timedelta(days=3) == KEPT
    assert (PersonalDataFile.objects.count(), in_folder()) == (0, [])


def test_nobody_but_its_owner_can_open_it_on_the_disk():
    before = os.umask(0)
    try:
        path = made_for(make_person()).path
    finally:
        os.umask(before)

    assert [stat.S_IMODE(one.stat().st_mode) for one in (path, path.parent)] == [0o600, 0o700]


def test_the_file_of_a_deleted_account_is_removed_with_the_next_one():
    gone, other = make_person(), make_person()
    made_for(gone)
    gone.delete()

    file = made_for(other)

    assert in_folder() == [f"{file.pk}.zip"]


def test_it_ends_with_the_ratings_that_it_holds(time_machine):
    assessment = make_meeting(members=1, started=False)
    (person,) = members_of(assessment)
    make_rating(assessment, person, practices_of(assessment)[0], 2)
    cycle = assessment.cycle
    end = cycle.district.start_of(cycle.ratings_kept_until + datetime.timedelta(days=1))
    time_machine.move_to(end - datetime.timedelta(hours=1), tick=False)
    made_for(person)
    assert can_be_had(person)

    time_machine.move_to(end, tick=False)
    assert not can_be_had(person)
    retention_actions.purge_ratings(cycle=cycle)

    assert not can_be_had(person)
    made_for(make_person())
    assert len(in_folder()) == 1


def test_ratings_that_had_ended_before_end_no_file(time_machine):
    assessment = make_meeting(members=1, started=False)
    (person,) = members_of(assessment)
    make_rating(assessment, person, practices_of(assessment)[0], 2)
    cycle = assessment.cycle
    time_machine.move_to(cycle.district.start_of(cycle.ratings_kept_until + datetime.timedelta(days=1)), tick=False)

    made_for(person)

    assert can_be_had(person)


def test_it_ends_when_evidence_in_it_is_withdrawn_for_good():
    assessment = make_meeting(members=1)
    (person,) = members_of(assessment)
    piece = make_evidence(assessment.team, created_by=person)
    made_for(person)

    pieces.withdraw_evidence(evidence=piece, by=person)

    assert not can_be_had(person)


def test_it_ends_when_words_of_a_criterion_in_it_are_withdrawn_for_good():
    assessment = make_meeting(members=1)
    (person,) = members_of(assessment)
    criterion = make_criterion(assessment.team, practices_of(assessment)[0], assessment.cycle.scale, 3, "Anna does")
    version = criterion.versions.get()
    criterion.versions.update(written_by=person)
    made_for(person)

    criteria_actions.withdraw_criterion(version=version, by=person)

    assert not can_be_had(person)


# -- While the account is sealed -------------------------------------------------------------------------


def test_a_file_from_before_is_sealed_with_the_account_and_opened_with_it(time_machine):
    person = make_person()
    file = made_for(person)
    time_machine.move_to(file.asked_at + datetime.timedelta(hours=1), tick=False)
    make_sealed(person)

    assert not can_be_had(person)
    User.objects.update(sealed_at=None)
    assert can_be_had(person)


# -- The files of evidence -------------------------------------------------------------------------------


def file_of(person, team, name="minutes.txt", content=b"We met.", **fields):
    described = {"carrier": "file", "file_name": name, "file_type": "text/plain", "file_size": len(content), "note": ""}
    digest = f"{len(content):02d}" * 32
    file = ContentFile(content, name=name)
    return make_evidence(team, created_by=person, file=file, file_sha256=digest, **described, **fields)


@pytest.fixture
def member():
    return join(make_meeting().team).person


def test_evidence_files_are_in_it_as_kept_but_not_what_was_withdrawn_or_is_anothers(member):
    team = member.memberships.get().team
    mine = file_of(member, team, "procès/verbal.txt")
    file_of(join(team).person, team, "theirs.txt", b"Theirs")
    gone = file_of(member, team, "gone.txt", b"Something about a person")
    pieces.withdraw_evidence(evidence=gone, by=member)

    archive, data = opened(made_for(member).path.read_bytes())

    name = f"evidence/{mine.pk}-procès-verbal.txt"
    assert data["files"] == [name]
    assert archive.read(name) == b"We met."
    assert [row["title"] for row in data["evidence"]] == [mine.title]


def test_files_beyond_the_bound_are_named_the_newest_come_first(member, monkeypatch):
    team = member.memberships.get().team
    old = file_of(member, team, "old.txt", b"Old minutes")
    new = file_of(member, team, "new.txt", b"Newer minutes")
    monkeypatch.setattr(collecting, "MOST_BYTES", len(b"Newer minutes") + 1)

    archive, data = opened(made_for(member).path.read_bytes())

    assert data["files"] == [f"evidence/{new.pk}-new.txt"]
    assert data["files_left_out"] == [f"{old.pk}-old.txt"]
    assert "it would be too large" in archive.read("index.html").decode()


def test_a_file_that_is_not_on_the_disk_is_named(member):
    piece = file_of(member, member.memberships.get().team)
    piece.file.storage.delete(piece.file.name)

    archive, data = opened(made_for(member).path.read_bytes())

    assert (data["files"], data["files_left_out"]) == ([], [f"{piece.pk}-minutes.txt"])
    assert "These could not be read on the server" in archive.read("index.html").decode()


# -- The page in it --------------------------------------------------------------------------------------


def test_the_page_is_in_the_language_it_was_asked_for_in_and_the_keys_are_the_same():
    person = make_person("Bo Li")
    archive, data = opened(made_for(person, "fr").path.read_bytes())
    page = archive.read("index.html").decode()

    assert data["language"] == "fr"
    assert data["account"][0]["email"] == person.email
    assert '<html lang="fr">' in page
    with override("fr"):
        from django.utils.translation import gettext

        assert f"<h1>{gettext('Everything stored about %(name)s') % {'name': 'Bo Li'}}</h1>" in page


def test_what_people_wrote_is_text_on_the_page():
    archive, _data = opened(made_for(make_person("Bo <script>alert(1)</script>")).path.read_bytes())

    page = archive.read("index.html").decode()

    assert "<script" not in page
    assert "Bo &lt;script&gt;alert(1)&lt;/script&gt;" in page
