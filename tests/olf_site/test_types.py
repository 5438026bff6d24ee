"""What `make check` has mypy read strictly: a new report, figure or export is among it by itself."""

import ast
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PATTERNS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]["files"]
STRICT = sorted({path.relative_to(ROOT) for pattern in PATTERNS for path in ROOT.glob(pattern)})
# Whatever else is named in pyproject.toml, these are: numbers, protection, and what leaves the product.
ALWAYS = (
    "assessments/figures/*.py",
    "assessments/**/blocks.py",
    "assessments/**/bands.py",
    "reports/figures/*.py",
    "reports/*/value.py",
    "reports/*/export.py",
)
APPS = ("assessments", "districts", "frameworks", "olf_site", "people", "reports")
VALUES = (*APPS, "benchmarks", "demo")
BARE = {"object", "tuple", "list", "dict", "set", "frozenset", "Any", "Callable"}
# What asks, decides and writes: a module of this name, one that ends in it, or a folder of them.
LAYERS = ("queries", "rules", "actions", "steps")


@pytest.mark.parametrize("pattern", ALWAYS)
def test_types_are_checked_strictly_of(pattern):
    found = {path.relative_to(ROOT) for path in ROOT.glob(pattern)}

    assert found
    assert found - set(STRICT) == set(), "named in no pattern of `files` under [tool.mypy] in pyproject.toml"


@pytest.mark.parametrize("layer", LAYERS)
def test_types_are_checked_strictly_in_layer(layer):
    modules = {path.relative_to(ROOT) for app in APPS for path in (ROOT / app).rglob("*.py")}
    of_layer = {path for path in modules if layer in path.parts or path.stem.split("_")[-1] == layer}

    assert of_layer
    assert of_layer - set(STRICT) == set()


@pytest.mark.parametrize("pattern", PATTERNS)
def test_pattern_of_strict_modules_names_some(pattern):
    assert list(ROOT.glob(pattern))


@pytest.mark.parametrize("path", STRICT, ids=str)
def test_field_says_what_it_holds(path):
    tree = ast.parse((ROOT / path).read_text())
    fields = [
        field
        for found in ast.walk(tree)
        if isinstance(found, ast.ClassDef)
        for field in found.body
        if isinstance(field, ast.AnnAssign)
    ]

    assert [ast.unparse(field) for field in fields if "object" in ast.unparse(field.annotation).split(" | ")] == []


def bare_fields(path):
    """The fields of a dataclass or named tuple that do not say what they hold."""
    for found in ast.walk(ast.parse(path.read_text())):
        if isinstance(found, ast.ClassDef) and is_value(found):
            for field in found.body:
                if isinstance(field, ast.AnnAssign) and BARE & set(ast.unparse(field.annotation).split(" | ")):
                    yield f"{path.relative_to(ROOT)}: {found.name}.{ast.unparse(field)}"


def is_value(found):
    decorators = {ast.unparse(one).partition("(")[0] for one in found.decorator_list}
    return "dataclass" in decorators or "NamedTuple" in {ast.unparse(base) for base in found.bases}


def test_value_says_what_its_fields_hold():
    paths = [path for app in VALUES for path in (ROOT / app).rglob("*.py")]

    assert [line for path in paths for line in bare_fields(path)] == []
