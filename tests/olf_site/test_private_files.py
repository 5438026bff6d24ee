"""What is kept on disk is its owner's alone: made so whatever the umask, and put right where it was not."""

import os
import shutil
import stat
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.test import override_settings

from olf_site.management.commands.prepare import Command
from tests.browser.conftest import ROOT, environment_for, new_database, on_postgres

pytestmark = pytest.mark.once

USE_IT = """
from django.core.files.base import ContentFile
from django.conf import settings
from django.core.files.storage import default_storage, storages
from django.core.management import call_command
from assessments.evidence.models import EvidenceStorage
call_command("createcachetable")
EvidenceStorage().save("1/ab/abcd", ContentFile(b"Minutes"))
default_storage.save("1/file", ContentFile(b"File"))
storages["staticfiles"].save("css/site.css", ContentFile(b"a {}"))
print([str(path) for path in sorted(settings.VAR_DIR.rglob("*"))])
"""


def modes_below(folder):
    """Kind and permissions of a folder and all that is in it, by name."""
    paths = [folder, *folder.rglob("*")]
    return {str(path.relative_to(folder)): stat.filemode(path.lstat().st_mode) for path in paths}


def is_private(mode):
    return mode in ("drwx------", "-rw-------")


def run(*command, var, **environment):
    """A command of ours as on a machine where files are made for everybody to read."""
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "PATH") if name in os.environ}
    said = kept | {"VAR_DIR": str(var), **environment}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=said,
        umask=0,
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_everything_is_made_for_its_owner_alone_whatever_the_umask(tmp_path):
    var = tmp_path / "new" / "var"

    # A database that is open has two files more beside it.
    done = run("shell", "-c", USE_IT + "print([str(p) for p in settings.VAR_DIR.rglob('*-wal')])", var=var)

    assert done.returncode == 0, done.stderr
    found = modes_below(var)
    assert {"strong-districts.sqlite3", "secret-key", "evidence/1/ab/abcd", "media/1/file", "static/css"} <= set(found)
    assert "strong-districts.sqlite3-wal" in done.stdout
    assert {path: mode for path, mode in found.items() if not is_private(mode)} == {}


def test_static_files_outside_var_are_for_whoever_serves_them(tmp_path):
    static = tmp_path / "static"

    done = run(
        "shell",
        "-c",
        "from django.contrib.staticfiles.storage import staticfiles_storage as storage\n"
        "from django.core.files.base import ContentFile\n"
        "storage.save('css/site.css', ContentFile(b'a { color: red }' * 100))\n"
        "list(storage.post_process({'css/site.css': (storage, 'css/site.css')}))\n",
        var=tmp_path / "var",
        STATIC_ROOT=str(static),
    )

    assert done.returncode == 0, done.stderr
    found = modes_below(static)
    assert any(path.endswith(".gz") for path in found)
    assert set(found.values()) == {"drwxr-xr-x", "-rw-r--r--"}


def test_prepare_closes_an_installation_that_was_open(prepared, tmp_path):
    var = tmp_path / "var"
    shutil.copytree(prepared[0], var)
    (var / "evidence" / "link").symlink_to(ROOT / "README.md")
    for path in (var, *var.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644) if not path.is_symlink() else None
    readme = (ROOT / "README.md").stat().st_mode
    database = new_database(template=prepared[1]) if on_postgres() else ""

    done = run("prepare", var=var, **{k: v for k, v in environment_for(var, database).items() if k != "VAR_DIR"})

    assert done.returncode == 0, done.stderr
    found = modes_below(var)
    assert "strong-districts.sqlite3" in found
    assert {path for path, mode in found.items() if not is_private(mode)} == {"evidence/link"}
    assert (ROOT / "README.md").stat().st_mode == readme


def test_what_cannot_be_closed_is_said_and_stops_nothing(tmp_path):
    said = StringIO()

    with override_settings(VAR_DIR=tmp_path, EVIDENCE_ROOT=Path("/proc/self/status")):
        Command(stderr=said).close_to_others()

    assert "/status" in said.getvalue()
    assert "chmod" in said.getvalue()


def test_database_elsewhere_is_closed_with_what_lies_beside_it(settings, monkeypatch, tmp_path):
    database = tmp_path / "elsewhere.sqlite3"
    for name in ("", "-wal", "-shm"):
        Path(f"{database}{name}").write_text("")
        Path(f"{database}{name}").chmod(0o644)
    other = tmp_path / "somebody-elses"
    other.write_text("")
    other.chmod(0o644)
    (tmp_path / "var").mkdir(mode=0o755)
    (tmp_path / "var").chmod(0o755)
    settings.VAR_DIR = settings.EVIDENCE_ROOT = tmp_path / "var"

    monkeypatch.setitem(connection.settings_dict, "NAME", str(database))
    Command(stdout=StringIO()).close_to_others()

    found = modes_below(tmp_path)
    assert {path for path, mode in found.items() if not is_private(mode)} == {"somebody-elses"}


@pytest.mark.parametrize(("mode", "found"), [(0o700, []), (0o750, ["olf_site.E003"])])
def test_a_deployment_s_check_names_what_others_can_read(db, settings, tmp_path, mode, found):
    tmp_path.chmod(mode)
    settings.VAR_DIR = settings.EVIDENCE_ROOT = tmp_path

    errors = run_checks(include_deployment_checks=True)

    assert [error.id for error in errors if error.id == "olf_site.E003"] == found


def test_a_var_that_cannot_be_made_is_said_in_words(tmp_path):
    (tmp_path / "file").write_text("")

    done = run("check", var=tmp_path / "file" / "var")

    assert done.returncode != 0
    assert "VAR_DIR" in done.stderr.splitlines()[-1]


def test_prepare_says_nothing_where_nothing_was_open(tmp_path, settings):
    tmp_path.chmod(0o700)
    settings.VAR_DIR = settings.EVIDENCE_ROOT = tmp_path
    said = StringIO()

    Command(stdout=said, stderr=said).close_to_others()

    assert said.getvalue() == ""
