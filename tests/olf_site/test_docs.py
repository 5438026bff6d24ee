"""Pages for developers and operators name only what exists: files, make targets, commands, variables, names of code."""

import pkgutil
import re
from fnmatch import fnmatch
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
import rules
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands

pytestmark = pytest.mark.once
ROOT = Path(settings.BASE_DIR)

# What was, stays named: the changelog is left out.
PAGES = [
    path
    for path in sorted(chain(ROOT.glob("*.md"), ROOT.glob("docs/*.md"), [ROOT / "benchmarks" / "README.md"]))
    if path.name != "CHANGELOG.md"
]
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))

# What a machine makes for itself, and what lies in the zip of a person's data.
NOT_KEPT = (".venv", "var/", "benchmarks/var/")
IN_A_ZIP = {"data.json", "evidence/", "index.html", "style.css"}
FILE = re.compile(r"[\w.*-]+\.(?:css|html|in|js|md|po|py|sh|toml|txt|ya?ml)")
PATH = re.compile(r"[\w.*-]+(?:/[\w.*-]+)+/?|[\w.-]+/")
# An identifier of more than one word, and anything below an app of ours.
NAME = re.compile(r"((?:[A-Za-z]\w*\.)*(?:[A-Z][a-z]+[A-Z]\w*|[a-z]\w*_\w+))(?:\(.*\))?")
OURS = re.compile(r"((?:assessments|districts|frameworks|olf_site|people|reports)(?:\.\w+)+)(?:\(.*\))?")
OTHERS_NAMES = {"StreamMaxLength"}  # a setting of ClamAV
VARIABLE = re.compile(r"\b([A-Z][A-Z_]{3,})(?==|$)")
NO_VARIABLES = {"ADDRESS", "BEGIN", "COMMIT", "FALSE", "FAUX", "PATH", "TRUE", "VACUUM", "VRAI"}


@cache
def tracked():
    """Every file and folder of the project, as paths from its root."""
    skipped = {".git", ".venv", "var", "node_modules", "__pycache__"}
    found = set()
    for top in ROOT.iterdir():
        if top.name not in skipped:
            found.update(path for path in (top, *top.rglob("*")) if not skipped & set(path.parts))
    return {"/" + str(path.relative_to(ROOT)) for path in found}


@cache
def source():
    """The words of everything that is not a page of documentation."""
    suffixes = {".py", ".js", ".css", ".html", ".jinja", ".toml", ".sh", ".yaml", ".yml"}
    files = [ROOT / path[1:] for path in tracked() if Path(path).suffix in suffixes and "/vendor/" not in path]
    text = "\n".join(file.read_text() for file in [*files, ROOT / "Makefile"] if file != Path(__file__))
    return set(re.findall(r"\w+", text)) | {model._meta.db_table for model in apps.get_models()}


def code_in(page):
    """What stands as code on a page: spans, and the lines of blocks."""
    blocks = re.split(r"^```.*$", page.read_text(), flags=re.MULTILINE)
    spans = [span for prose in blocks[::2] for span in re.findall(r"`([^`\n]+)`", prose)]
    return spans + [line for block in blocks[1::2] for line in block.splitlines()]


def words_in(page):
    return {word.strip("\"'(),;") for code in code_in(page) for word in code.split()}


def exists(path):
    """Whether there is such a file or folder; a name is enough where the folder is plain from the text."""
    ending = "/" + path.rstrip("/")
    if "*" in path:
        return any(fnmatch(there, "*" + ending) for there in tracked())
    return any(there.endswith(ending) for there in tracked())


@every_page
def test_a_page_names_files_that_are_there(page):
    named = {word for word in words_in(page) if FILE.fullmatch(word) or PATH.fullmatch(word)}

    asked = {word for word in named - IN_A_ZIP if not word.startswith(NOT_KEPT)}
    assert sorted(word for word in asked if not exists(word)) == []


def anchors(page):
    """The addresses of a page's headings, as forges make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@every_page
def test_a_page_links_to_what_is_there(page):
    broken = []
    for link in re.findall(r"\]\((?!https?://)([^)\s]+)\)", page.read_text()):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)

    assert broken == []


@every_page
def test_a_page_names_targets_of_make_that_are_there(page):
    there = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    named = {target for code in code_in(page) for target in re.findall(r"(?:^|\s)make ([a-z][a-z-]*)", code)}

    assert sorted(named - there) == []


@every_page
def test_a_page_names_commands_that_are_there(page):
    named = {command for code in code_in(page) for command in re.findall(r"manage\.py ([a-z]\w*)", code)}

    assert sorted(named - get_commands().keys()) == []


@every_page
def test_a_page_names_variables_that_are_read(page):
    named = {name for code in code_in(page) for word in code.split() for name in VARIABLE.findall(word)}

    assert sorted(named - NO_VARIABLES - source()) == []


def is_ours(name):
    """Whether a dotted name can be imported, or is a permission."""
    try:
        pkgutil.resolve_name(name)
    except (AttributeError, ImportError):
        return rules.perm_exists(name)
    return True


@every_page
def test_a_page_names_functions_and_classes_that_are_there(page):
    code = code_in(page)
    words = {match[1] for span in code if (match := NAME.fullmatch(span))} - OTHERS_NAMES
    ours = {match[1] for span in code if (match := OURS.fullmatch(span))}

    assert sorted(name for name in words if not source().issuperset(name.split("."))) == []
    assert sorted(name for name in ours if not is_ours(name)) == []
