"""One version in one place, and a changelog in the form of keepachangelog.com 1.1."""

import datetime
import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.once
CHANGELOG = (Path(settings.BASE_DIR) / "CHANGELOG.md").read_text()
VERSIONS = re.findall(r"^## \[(.+)\] - (.+)$", CHANGELOG, flags=re.MULTILINE)
KINDS = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]


def test_the_newest_version_of_the_changelog_is_the_one_of_pyproject():
    assert VERSIONS[0][0] == settings.VERSION


def test_what_is_not_released_stands_on_top():
    assert re.search(r"^## .+$", CHANGELOG, flags=re.MULTILINE)[0] == "## [Unreleased]"


def test_versions_go_down_and_have_their_day():
    numbers = [tuple(map(int, number.split("."))) for number, _day in VERSIONS]
    days = [datetime.date.fromisoformat(day) for _number, day in VERSIONS]

    assert all(newer > older for newer, older in pairwise(numbers))
    assert days == sorted(days, reverse=True)


def test_every_version_sorts_its_entries_into_kinds():
    for version in re.split(r"^## ", CHANGELOG, flags=re.MULTILINE)[1:]:
        kinds = re.findall(r"^### (.+)$", version, flags=re.MULTILINE)
        before_the_first = version.split("### ")[0]

        assert kinds == [kind for kind in KINDS if kind in kinds]
        assert "\n- " not in before_the_first


def test_entries_are_short():
    entries = re.findall(r"^- (.+)$", CHANGELOG, flags=re.MULTILINE)

    assert len(entries) > 100
    assert [entry for entry in entries if len(entry) > 300] == []
