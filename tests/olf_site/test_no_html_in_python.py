"""HTML stands in templates: no module writes a tag, marks a text as safe or escapes by hand, but those named here."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.once

ROOT = Path(settings.BASE_DIR)
ROOMS = ("assessments", "benchmarks", "demo", "districts", "frameworks", "olf_site", "people", "reports")
ALLOWED = {
    "olf_site/jinja.py": "the Jinja environment: what a template of its has drawn is HTML to Django's",
    "people/typed_by.py": "the hidden inputs of every form, as Django's own csrf_token tag writes its one",
    "reports/heatmap/chart.py": "Plotly's markup in the texts of a figure, which is JSON; no page prints it",
}

MARKS = {"format_html", "format_html_join", "mark_safe", "SafeString", "SafeText", "Markup", "conditional_escape"}
# A tag; not the name of a group in a regular expression.
TAG = re.compile(r"(?<!\?P)<[a-z][a-z0-9]*[ >/]")
DEFINITIONS = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def modules():
    paths = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return {str(p.relative_to(ROOT)): p.read_text() for p in paths if not {"migrations", "var"} & set(p.parts)}


def html_in(source):
    """The lines of a module in which HTML is written, marked or escaped."""
    tree = ast.parse(source)
    docstrings = {id(node.body[0].value) for node in ast.walk(tree) if is_documented(node)}
    return sorted(node.lineno for node in ast.walk(tree) if id(node) not in docstrings and is_html(node))


def is_documented(node):
    return isinstance(node, DEFINITIONS) and node.body and isinstance(node.body[0], ast.Expr)


def is_html(node):
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(TAG.search(node.value))
    if isinstance(node, ast.Name):
        return node.id in MARKS
    if isinstance(node, ast.Attribute):
        return node.attr in MARKS or (node.attr == "escape" and ast.unparse(node.value) != "re")
    if isinstance(node, ast.ImportFrom):
        return any(name.name in MARKS or name.name == "escape" for name in node.names)
    return False


def test_no_other_module_writes_html():
    found = {name: lines for name, source in modules().items() if (lines := html_in(source))}

    assert {name: lines for name, lines in found.items() if name not in ALLOWED} == {}


def test_each_module_that_is_named_still_needs_it():
    sources = modules()

    assert [name for name in ALLOWED if not html_in(sources.get(name, ""))] == []


@pytest.mark.parametrize(
    "source",
    [
        "from django.utils.html import format_html_join",
        "from html import escape as safe",
        "html.escape(text)",
        "django.utils.safestring.mark_safe(text)",
        "Markup(text)",
        "x = f'{lead}<td class={css}>'",
        "x = '<br>'",
    ],
)
def test_html_is_found(source):
    assert html_in(source) == [1]


@pytest.mark.parametrize(
    "source",
    ['"""A tag such as <br> in a docstring."""', "re.escape(text)", "r'(?P<key>.+)'", "x = '<int:pk>/'", "x = a < b"],
)
def test_what_is_no_html_is_left_alone(source):
    assert html_in(source) == []
