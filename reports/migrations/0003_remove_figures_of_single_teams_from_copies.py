"""Copies of the board report that were frozen before ratings stayed in their teams are looked through.

What the report says of a district is named here, key by key; whatever else an older version froze beside it (medians,
shares and agreement of single teams) goes, and so does a figure behind which one school stands. A link's copy stays
without them and says so; a file that was drawn from them is removed, since nothing can be taken out of it.
"""

from django.db import migrations
from django.utils import timezone

FEWEST_SCHOOLS = 2
LEVEL = dict.fromkeys(("value", "label", "place"))
CHANGE = dict.fromkeys(("before", "after", "practices", "of", "moved", "rose", "fell", "stayed"))
ROW = dict.fromkeys(("number", "name", "title", "level", "at_target", "coverage", "schools", "left_out"))
REPORT = {
    **dict.fromkeys(("district", "cycle", "published", "edition", "edition_language", "schools", "before")),
    "scale": {"levels": [LEVEL], "target": LEVEL, "asks_for_evidence": None},
    "rows": [ROW | {"change": CHANGE}],
    "words": dict.fromkeys(("learned", "next_steps", "is_draft")),
}


def kept_of(found, shape):
    """What of a frozen value has a place in this shape: a key's own, a list of it, or, for None, a plain value."""
    if isinstance(shape, dict) and isinstance(found, dict):
        return {key: kept_of(found[key], own) for key, own in shape.items() if key in found}
    if isinstance(shape, list) and isinstance(found, list):
        return [kept_of(one, shape[0]) for one in found]
    return found if shape is None and not isinstance(found, dict | list) else None


def looked_through(frozen):
    """A frozen copy, of each language, without figures of single teams."""
    return {language: without_one_school(kept_of(report, REPORT)) for language, report in frozen.items()}


def without_one_school(report):
    """A report without figures behind which fewer than two schools stand."""
    for row in (report or {}).get("rows", ()):
        if row.get("schools", 0) < FEWEST_SCHOOLS:
            row.update({name: None for name in ("level", "at_target") if name in row})
        if report.get("schools", 0) < FEWEST_SCHOOLS:
            row.update({name: None for name in ("coverage", "change") if name in row})
    return report


def remove_figures(apps, schema_editor):
    database, now = schema_editor.connection.alias, timezone.now()
    copies = apps.get_model("reports", "SharedReport").objects.using(database)
    for copy in copies.iterator(chunk_size=100):
        frozen = looked_through(copy.frozen)
        if frozen != copy.frozen:
            copies.filter(pk=copy.pk).update(frozen=frozen, figures_removed_at=now)
    files = apps.get_model("reports", "Export").objects.using(database)
    for file in files.defer("content").iterator(chunk_size=100):
        frozen = looked_through(file.frozen)
        if frozen != file.frozen:
            files.filter(pk=file.pk).update(frozen=frozen, content=None, problem="removed", finished_at=now)


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_say_what_was_removed_from_copies")]

    operations = [migrations.RunPython(remove_figures, migrations.RunPython.noop, elidable=True)]
