"""The names of Django and Jinja that no documentation promises: which module uses which, and that they are there."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

pytestmark = pytest.mark.once
ROOT = Path(settings.BASE_DIR)
ROOMS = ("assessments", "demo", "districts", "frameworks", "olf_site", "people", "reports")
LIBRARIES = ("django", "jinja2", "markupsafe", "psycopg2")
USED = {
    "olf_site/jinja_code.py": ("jinja2.compiler.CodeGenerator._output_child_pre", "markupsafe._escape_inner"),
    "people/gzip.py": (
        "django.middleware.gzip.re_accepts_gzip",
        "django.middleware.gzip.GZipMiddleware.max_random_bytes",
    ),
    "people/prepared.py": (
        "django.db.models.query.get_related_populators",
        "django.db.models.query.ModelIterable",
        "django.db.models.sql.compiler.SQLCompiler.get_converters",
    ),
    "people/statements.py": ("django.db.backends.base.base.BaseDatabaseWrapper.wrap_database_errors",),
}


@pytest.mark.parametrize(("module", "name"), [(module, name) for module, names in USED.items() for name in names])
def test_private_name_is_there_and_used(module, name):
    owner, _dot, last = name.rpartition(".")
    try:
        found = import_string(owner)
    except ImportError:
        found = __import__(owner, fromlist=[last])

    assert hasattr(found, last)
    assert last in (ROOT / module).read_text()


def test_no_other_module_imports_a_private_name():
    found = {
        f"{path.relative_to(ROOT)}: {one.name}"
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in LIBRARIES
        for one in node.names
        if one.name.startswith("_") and str(path.relative_to(ROOT)) not in USED
    }

    assert found == set()
