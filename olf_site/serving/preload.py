"""Imports and reads before the fork what a worker would load at its first requests.

Nothing here may open the database, since a connection must not cross a fork.
"""

from itertools import product
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_backends
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import engines
from django.urls import get_resolver
from django.utils import formats, translation
from django.utils.module_loading import import_string

# Which files of a template folder each engine compiles, by the name that the engine gives to apps' folders.
TEMPLATES = {"templates": ("*.html", "*.txt"), "jinja2": ("*.jinja",)}


def preload():
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            load_language()
    load_named()
    if not settings.DEBUG:  # where templates are read anew for every page
        load_templates()


def load_language():
    translation.gettext("Strong Districts")
    formats.get_format("DATE_FORMAT")
    get_resolver().reverse_dict  # noqa: B018  (made when it is first read)


def load_named():
    for status in (400, 403, 404, 500):
        get_resolver().resolve_error_handler(status)
    get_backends()
    import_string(settings.MESSAGE_STORAGE)
    import_string(settings.SESSION_SERIALIZER)
    for backend in engines.all():
        getattr(backend, "engine", backend).template_context_processors  # noqa: B018
    staticfiles_storage.exists("")


def load_templates():
    for backend in engines.all():
        for folder, pattern in product(backend.dirs, TEMPLATES.get(backend.app_dirname, ())):
            for path in sorted(Path(folder).rglob(pattern)):
                backend.get_template(str(path.relative_to(folder)))
