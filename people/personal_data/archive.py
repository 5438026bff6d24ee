"""The collected data as a zip: a page to read, JSON for programs, and the attached files."""

import datetime
import json
import shutil
import zipfile
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..text import writable
from .collecting import Coded

FORMAT = "strong-districts-personal-data/1"
PAGE, DATA, STYLE, FOLDER = "index.html", "data.json", "style.css", "evidence"


def write_archive(data, file):
    """Write the zip into an open binary file; return the attachments whose bytes were missing."""
    missing = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in data.attachments:
            try:
                content = one.open()
            except FileNotFoundError:  # withdrawn meanwhile, or lost
                missing.append(one)
                continue
            with content, archive.open(zipfile.ZipInfo(f"{FOLDER}/{one.name}", now()), "w", force_zip64=True) as into:
                shutil.copyfileobj(content, into)
        archive.writestr(DATA, as_json(data, missing))
        archive.writestr(PAGE, as_page(data, missing))
        archive.write(Path(settings.BASE_DIR, "static/css/personal-data.css"), STYLE)
    return missing


def now():
    return timezone.localtime().timetuple()[:6]


# -- For programs ----------------------------------------------------------------------------------------


def as_json(data, missing):
    written = {
        "format": FORMAT,
        "made_at": data.made_at,
        "language": get_language(),
        **{section.key: section.rows for section in data.sections},
        "files": [f"{FOLDER}/{one.name}" for one in data.attachments if one not in missing],
        "files_left_out": [one.name for one in (*data.too_large, *missing)],
        "left_out": [str(note) for note in data.notes],
    }
    return json.dumps(written, default=for_programs, ensure_ascii=False, indent=1)


def for_programs(value):
    if isinstance(value, Coded):
        return value.code
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="seconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


# -- For people ------------------------------------------------------------------------------------------


def as_page(data, missing):
    parts = [
        {
            "title": section.title,
            "columns": section.columns.values(),
            "rows": [[for_people(row[key]) for key in section.columns] for row in section.rows],
        }
        for section in data.sections
    ]
    context = {
        "data": data,
        "parts": [part for part in parts if part["rows"]],
        "empty": [part["title"] for part in parts if not part["rows"]],
        "files": [one for one in data.attachments if one not in missing],
        "missing": missing,
        "folder": FOLDER,
        "style": STYLE,
        "programs": DATA,
    }
    return writable(render_to_string("people/personal_data/index.html", context))


def for_people(value):
    if isinstance(value, Coded):
        return value.words
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime.datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, datetime.date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, list):
        return ", ".join(for_people(one) for one in value) or "–"
    return "–" if value in (None, "") else str(value)
