"""The strings that a translator is given: found as `makemessages` finds them, without gettext's tools."""

import ast
import re
from pathlib import Path

from django.conf import settings
from django.utils.translation import template

from olf_site.management.commands.makemessages import as_python

APPS = ("assessments", "districts", "frameworks", "olf_site", "people", "reports")
# How many arguments of each are strings to translate, and whether the first is a context.
NAMES = {"_": (1, False), "gettext": (1, False), "ngettext": (2, False), "pgettext": (1, True), "npgettext": (2, True)}


def sources():
    """The Python of every app and of every template, as far as it concerns a translator."""
    root = Path(settings.BASE_DIR)
    for app in APPS:
        for path in sorted((root / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, path.read_text()
    for path in sorted((root / "templates").rglob("*.*")):
        text = path.read_text()
        yield path, as_python(text) if path.suffix == ".jinja" else template.templatize(text, origin=str(path))


def translatable(in_f_strings=True):
    """Every string as (context or None, singular, plural or None) with the file it was first found in."""
    found = {}
    for path, text in sources():
        calls = calls_of(ast.parse(text), in_f_strings) if path.suffix == ".py" else calls_in(text)
        for name, arguments in calls:
            strings, has_context = NAMES[name]
            context, rest = (arguments[0], arguments[1:]) if has_context else (None, arguments)
            if rest and all(isinstance(value, str) for value in rest[:strings]):
                found.setdefault((context, rest[0], rest[1] if strings == 2 else None), path)
    return found


def calls_of(tree, in_f_strings=True):
    """The calls of gettext's functions in Python, each with what its arguments say."""
    strings = [] if in_f_strings else [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    unseen = {id(node) for string in strings for node in ast.walk(string)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or id(node) in unseen:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", "")).removesuffix("_lazy").removesuffix("_noop")
        if name in NAMES:
            yield name, [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args]


def calls_in(text):
    """The calls in what Django makes of a template: Python between marks that are none."""
    for match in re.finditer(rf"(?<![\w.])({'|'.join(NAMES)})\(", text):
        for end in (found.end() for found in re.finditer(r"\)", text[match.start() :])):
            try:
                tree = ast.parse(text[match.start() : match.start() + end].strip())
            except SyntaxError:
                continue
            yield from list(calls_of(tree))[:1]
            break
