"""What no import contract can say: every subject is in one, and values, queries and models know no page."""

import ast
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
EXHAUSTIVE = {container for one in CONTRACTS if one.get("exhaustive") for container in one["containers"]}
# Rooms that are a subject by themselves, or in which layers are files of one kind.
NO_LAYERS = {"management", "migrations", "templatetags"}
OF_PAGES = ("django.http", "django.shortcuts", "django.template", "django.urls", "django.utils.html", "django.views")
PURE = {"bands", "blocks", "models", "queries", "rules", "steps", "value"}
# A task leads to its page, a cell of the heatmap to its story.
LEAD_SOMEWHERE = {"assessments/feedback/queries.py", "reports/figures/cells.py"}


@pytest.mark.parametrize("app", ["assessments", "districts", "reports"])
def test_every_subject_has_its_layers_in_a_contract(app):
    subjects = {f"{app}.{path.parent.name}" for path in ROOT.glob(f"{app}/*/__init__.py")}

    assert {one for one in subjects if one.split(".")[1] not in NO_LAYERS} - EXHAUSTIVE == set(), (
        "a new subject is named among the containers of a contract of layers, [tool.importlinter] in pyproject.toml"
    )


def test_every_app_has_its_subjects_in_a_contract():
    roots = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]

    assert set(roots) - EXHAUSTIVE == set(), (
        "a new app has a contract of layers for its subjects, [tool.importlinter] in pyproject.toml"
    )


def of_pages(path):
    tree = ast.parse(path.read_text())
    return {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module} & set(OF_PAGES)


def test_values_queries_models_and_steps_know_no_page():
    found = {}
    for app in ("assessments", "districts", "reports"):
        for path in (ROOT / app).rglob("*.py"):
            is_figure = "figures" in path.parts
            if (path.stem in PURE or is_figure) and "migrations" not in path.parts and of_pages(path):
                found[path.relative_to(ROOT).as_posix()] = of_pages(path)

    assert set(found) == LEAD_SOMEWHERE, "a value, query, model or step imports what only pages know, or no longer does"
