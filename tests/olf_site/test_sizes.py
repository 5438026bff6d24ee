"""No file is longer than somebody reads in one go."""

from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
OURS = ("people", "districts", "frameworks", "assessments", "reports", "demo", "olf_site", "scripts", "benchmarks")


def lines_of(path):
    return len(path.read_text().splitlines())


def found(folders, *patterns):
    """The files in these folders, but migrations: what makes the tables is written by Django."""
    paths = [path for folder in folders for pattern in patterns for path in (ROOT / folder).rglob(pattern)]
    assert len(paths) > 50
    return [path for path in paths if "migrations" not in path.parts]


@pytest.mark.once
@pytest.mark.parametrize(
    ("folders", "patterns", "most"),
    [
        (OURS, ("*.py",), 300),
        (("tests",), ("*.py",), 450),
        (("templates",), ("*.html", "*.jinja", "*.txt"), 120),
    ],
    ids=["product", "tests", "templates"],
)
def test_no_file_is_longer_than_one_reads_in_one_go(folders, patterns, most):
    lines_of_all = {str(path.relative_to(ROOT)): lines_of(path) for path in found(folders, *patterns)}

    assert {path: lines for path, lines in lines_of_all.items() if lines > most} == {}, (
        f"a file of this kind has at most {most} lines: part it by what it is about"
    )
