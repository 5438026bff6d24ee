"""The command that writes everything stored about a person, for a request of theirs."""

import io
import json
import os
import stat
import zipfile

import pytest
from auditlog.models import LogEntry
from django.core.management import CommandError, call_command

from people.users import User
from tests.factories import make_person, make_sealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person("Bo Li", "bo@example.org")


@pytest.fixture
def lenient_umask():
    """A process that lets others read what it makes, unless it says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


def run(address, to, **options):
    out = io.StringIO()
    call_command("person_data", address, "--to", str(to), stdout=out, **options)
    return out.getvalue()


def test_it_writes_the_file_for_its_owner_alone_and_says_what_is_in_it(person, tmp_path, lenient_umask):
    said = run("BO@example.org ", tmp_path / "bo.zip")

    assert stat.S_IMODE(os.stat(tmp_path / "bo.zip").st_mode) == 0o600
    data = json.loads(zipfile.ZipFile(tmp_path / "bo.zip").read("data.json"))
    assert data["account"][0]["email"] == "bo@example.org"
    assert said == (
        f"Everything stored about Bo Li (bo@example.org) is in {tmp_path / 'bo.zip'}:\n"
        "  account: 1\n"
        "  account_changes: 1\n"
        "  evidence files: 0, 0\xa0bytes\n"
    )


def test_it_is_kept_in_the_history_of_the_account(person, tmp_path):
    run("bo@example.org", tmp_path / "bo.zip")

    entry = LogEntry.objects.get_for_object(person).latest("pk")
    assert (entry.actor, entry.changes) == (None, {"personal data": ["", "written to a file on the server"]})


def test_it_writes_over_nothing(person, tmp_path):
    (tmp_path / "bo.zip").write_bytes(b"Before")

    with pytest.raises(CommandError, match="is there already"):
        run("bo@example.org", tmp_path / "bo.zip")

    assert (tmp_path / "bo.zip").read_bytes() == b"Before"


def test_an_unknown_address_is_an_error_and_writes_nothing(person, tmp_path):
    with pytest.raises(CommandError, match="Nobody here signs in with ida@example.org."):
        run("ida@example.org", tmp_path / "ida.zip")

    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_an_error(person, tmp_path):
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        run("bo@example.org", tmp_path / "nowhere" / "bo.zip")


def test_the_language_is_the_persons_or_the_one_asked_for(person, tmp_path):
    User.objects.update(language="fr")

    run("bo@example.org", tmp_path / "own.zip")
    run("bo@example.org", tmp_path / "asked.zip", language="en")

    languages = [
        json.loads(zipfile.ZipFile(tmp_path / name).read("data.json"))["language"] for name in ("own.zip", "asked.zip")
    ]
    assert languages == ["fr", "en"]


def test_a_sealed_account_is_said(person, tmp_path):
    make_sealed(person)

    assert "To open it: manage.py open_sealed" in run("bo@example.org", tmp_path / "bo.zip")
