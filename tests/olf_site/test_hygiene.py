"""What holds for the whole site: migrations, templates, the deploy check, headers."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template.loader import get_template

from tests.factories import make_person

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
NAMES = [str(path.relative_to(ROOT / "templates")) for path in TEMPLATES]


@pytest.mark.django_db
def test_no_migration_is_pending():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(name):
    assert get_template(name)


@pytest.mark.once
@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_template_has_no_style_or_script_inside(path):
    text = path.read_text()

    assert re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=\"|javascript:", text) == []


@pytest.mark.once
@pytest.mark.parametrize("path", [path for path in TEMPLATES if path.suffix == ".jinja"], ids=str)
def test_jinja_template_is_tidy(path):
    """What djade sees to in Django's templates."""
    text = path.read_text()

    assert re.findall(r"{{-?[^\s-]|[^\s-]-?}}|{%[-+]?[^\s+-]|[^\s+-][-+]?%}|\t|[ ]+\n|\n\n\n|[^\n]\Z", text) == []
    assert {len(line) - len(line.lstrip(" ")) for line in text.splitlines()} <= set(range(0, 40, 2))
    # A cell in one line: a line's end would be a blank in it.
    assert [line for line in text.splitlines() if len(line) > 400] == []


@pytest.mark.once
@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_template_names_static_files_that_are_there(path):
    wanted = re.findall(r"{% static ['\"]([^'\"]+)['\"] %}|\bstatic\(['\"]([^'\"]+)['\"]\)", path.read_text())
    wanted = ["".join(names) for names in wanted]

    assert [name for name in wanted if finders.find(name) is None] == []


def test_readme_lists_every_variable_that_is_read():
    read = re.findall(r'env\.\w+\("([A-Z_]+)"', (ROOT / "olf_site" / "settings.py").read_text())
    read += re.findall(r'(?:os\.environ\.get|number)\("([A-Z_]+)"', (ROOT / "olf_site" / "gunicorn.py").read_text())
    listed = re.findall(r"`([A-Z_]+)`", (ROOT / "README.md").read_text())

    assert "DATABASE_URL" in read
    assert set(read) - set(listed) == set(), "README.md says in its table what each variable does"


def check_deploy(tmp_path, **said):
    """`manage.py check --deploy` as on a server, with nothing of this machine's environment but its tools."""
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "PATH", "TMPDIR") if name in os.environ}
    production = {
        "ALLOWED_HOSTS": "strong.example.org",
        "BEHIND_PROXY": "1",
        "HTTPS": "1",
        "SECRET_KEY": "Wq4t-eX9pLr7vNz2" * 4 + "kB!m6#Hs",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/strong-districts.sqlite3",
    }
    command = [sys.executable, "-W", "error", "manage.py"]
    environment = kept | production | said

    def run(*arguments):
        return subprocess.run([*command, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)

    return run


def test_deploy_check_is_clean_with_the_environment_of_the_readme(tmp_path):
    done = check_deploy(tmp_path)("check", "--deploy", "--fail-level", "WARNING")

    assert (done.returncode, done.stderr) == (0, "")


def test_deploy_check_refuses_demo(tmp_path):
    done = check_deploy(tmp_path, DEMO="1")("check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode != 0
    assert "olf_site.E001" in done.stderr


@pytest.mark.django_db
def test_deploy_check_refuses_demo_accounts():
    from olf_site.checks import no_demo_accounts

    before = no_demo_accounts(None)
    make_person(email="member@demo.example")

    assert before == []
    assert [error.id for error in no_demo_accounts(None)] == ["olf_site.E002"]


@pytest.mark.django_db
def test_signed_in_pages_are_kept_by_no_cache(client):
    client.force_login(make_person())

    answers = {address: client.get(address) for address in ("/", "/me/", "/assessments/", "/frameworks/", "/nowhere/")}

    assert {a: r["Cache-Control"] for a, r in answers.items()} == dict.fromkeys(answers, "private, no-store")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/accounts/login/", "/accessibility/", "/", "/nowhere/", "/join/x/"])
def test_every_answer_says_what_a_browser_may_do(client, address):
    answer = client.get(address)

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
