"""What is worked out is not changed afterwards: every dataclass of the product is frozen."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

APPS = ("assessments", "districts", "frameworks", "people", "reports")
# What is filled while something is read.
FILLED = {"frameworks/loading.py"}


def dataclasses_of(path):
    """The decorators of a module's dataclasses, as they are written."""
    for node in ast.walk(ast.parse(path.read_text())):
        for said in map(ast.unparse, getattr(node, "decorator_list", ())):
            if said.startswith("dataclass"):
                yield said


@pytest.mark.parametrize("app", APPS)
def test_every_dataclass_is_frozen(app):
    modules = {
        path.relative_to(settings.BASE_DIR).as_posix(): path for path in Path(settings.BASE_DIR, app).rglob("*.py")
    }
    found = {name for name, path in modules.items() if any("frozen=True" not in said for said in dataclasses_of(path))}
    assert found == {name for name in FILLED if name in modules}
