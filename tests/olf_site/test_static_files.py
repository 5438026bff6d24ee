"""The browser's scripts are modules: each import is the file that a page's tag names, and a page names all it needs."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from olf_site.static_files import IMPORTS, ModuleStaticFilesStorage

ROOT = Path(settings.BASE_DIR)
SCRIPTS = {path.name: path.read_text() for path in (ROOT / "static" / "js").glob("*.js")}
TEMPLATES = {str(path.relative_to(ROOT / "templates")): path.read_text() for path in ROOT.glob("templates/**/*.html")}
IMPORT = re.compile(IMPORTS[1][0][0])
TAG = re.compile(r"{% static 'js/([\w-]+\.js)' %}")
# A classic script, which holds the page until it has run: the theme is there before the first paint.
CLASSIC = {"theme.js"}


def imported_by(name):
    """The scripts that a script needs, and those that these need."""
    direct = {match["url"].removeprefix("./") for match in IMPORT.finditer(SCRIPTS[name])}
    return direct.union(*(imported_by(other) for other in direct))


def test_collected_scripts_import_the_files_that_pages_name(tmp_path):
    source = FileSystemStorage(ROOT / "static")
    storage = ModuleStaticFilesStorage(location=str(tmp_path))
    for name, text in SCRIPTS.items():
        storage.save(f"js/{name}", ContentFile(text))

    list(storage.post_process({f"js/{name}": (source, f"js/{name}") for name in SCRIPTS}))

    hashed = {name: Path(storage.hashed_files[f"js/{name}"]).name for name in SCRIPTS}
    for name in SCRIPTS:
        imports = set(re.findall(r'from "(\./[^"]+)"', (tmp_path / "js" / hashed[name]).read_text()))
        wanted = {match["url"].removeprefix("./") for match in IMPORT.finditer(SCRIPTS[name])}
        assert imports == {f"./{hashed[other]}" for other in wanted}


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_import_is_written_as_the_storage_reads_it(name):
    written = re.findall(r"""(?m)^import\b(?!.*{$).*$|^.*\bfrom ["'].*$|^.*\bimport\(.*$""", SCRIPTS[name])

    assert [line for line in written if not IMPORT.search(line)] == []
    assert imported_by(name) <= set(SCRIPTS)


@pytest.mark.parametrize("template", [name for name, text in TEMPLATES.items() if TAG.search(text)])
def test_a_page_names_the_scripts_that_its_scripts_import_so_that_they_come_at_once(template):
    named = set(TAG.findall(TEMPLATES[template])) | set(TAG.findall(TEMPLATES["base.html"]))

    assert set().union(*(imported_by(name) for name in named)) - named == set()


@pytest.mark.parametrize("template", [name for name, text in TEMPLATES.items() if TAG.search(text)])
def test_every_script_but_the_theme_is_a_module(template):
    tags = re.findall(r"<script[^>]*>", TEMPLATES[template])
    ours = {name: tag for tag in tags for name in TAG.findall(tag)}

    assert {name for name, tag in ours.items() if 'type="module"' not in tag} <= CLASSIC
