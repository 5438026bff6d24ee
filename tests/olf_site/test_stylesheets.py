"""Stylesheets in parts: a browser gets them joined, and none lies about that no page asks for."""

import re
from os import utime
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

from olf_site.static_files import JoinedStyles, JoiningStorage, parts

pytestmark = pytest.mark.once

CSS = Path(settings.BASE_DIR, "static/css")
SHEETS = sorted(str(path.relative_to(CSS)) for path in CSS.rglob("*.css"))
# Read by other means than a page's link: set as PDF, and put into the file with everything about a person.
OF_FILES = {"board-pdf.css", "personal-data.css"}


@pytest.fixture
def sheets(tmp_path):
    """Two stylesheets, one of which imports from a folder."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/first.css").write_text("a {}\n")
    (tmp_path / "all.css").write_text('/* All */\n@import "parts/first.css";\n\nb {}\n')
    return tmp_path


def test_what_a_stylesheet_imports_is_collected_in_it_before_its_own_rules(sheets):
    with JoiningStorage(location=sheets).open("all.css") as joined:
        assert joined.read() == b"a {}\n/* All */\n\nb {}\n"


def test_a_joined_stylesheet_is_as_new_as_its_newest_part(sheets):
    utime(sheets / "all.css", (100, 100))
    utime(sheets / "parts/first.css", (200, 200))

    assert JoiningStorage(location=sheets).get_modified_time("all.css").timestamp() == 200


def test_the_projects_stylesheets_are_collected_without_an_import():
    finder = next(finder for finder in get_finders() if isinstance(finder, JoinedStyles))
    collected = {path: storage for path, storage in finder.list(None) if path.startswith("css/")}

    assert {path.removeprefix("css/") for path in collected} == set(SHEETS)
    assert [path for path, storage in collected.items() if b"@import" in storage.open(path).read()] == []


def test_every_stylesheet_is_asked_for_by_a_page_or_imported_by_one_other():
    imported = [str(path.relative_to(CSS)) for sheet in SHEETS for path, _text in list(parts(CSS / sheet))[:-1]]
    linked = {
        name
        for page in Path(settings.BASE_DIR, "templates").rglob("*.*")
        for name in re.findall(r"static 'css/([\w/-]+\.css)'", page.read_text())
    }

    assert sorted([*imported, *linked, *OF_FILES]) == SHEETS
