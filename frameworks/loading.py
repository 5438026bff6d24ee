"""Loading of fixtures: create new rows, compare published texts, keep edited words."""

from dataclasses import dataclass, field
from difflib import unified_diff

from django.core.serializers.python import Deserializer
from django.db import transaction

from .actions import publish_edition
from .fixture_rows import MODELS, FixtureRow, read_database, read_fixtures
from .models.crosswalk import Crosswalk
from .models.edition import Characteristic, Edition, Framework
from .models.scale import Level, Scale
from .models.words import (
    CharacteristicTranslation,
    LevelTranslation,
    LookFor,
    LookForTranslation,
    PracticeTranslation,
    QuestionTranslation,
    ResourceTranslation,
)
from .source_text import PATH_TO_EDITION, SCALE_FIELDS, SOURCE_FIELDS

# By what else than its UUID the database tells a row from another: an editor may have made the same one.
UNIQUE = {
    Framework: ("key",),
    Edition: ("framework", "version"),
    Characteristic: ("edition", "number"),
    Crosswalk: ("from_practice", "to_practice"),
    Scale: ("key",),
    Level: ("scale", "value"),
    LookFor: ("practice", "kind", "position"),
    CharacteristicTranslation: ("characteristic", "language"),
    PracticeTranslation: ("practice", "language"),
    QuestionTranslation: ("question", "language"),
    ResourceTranslation: ("resource", "language"),
    LevelTranslation: ("level", "language"),
    LookForTranslation: ("look_for", "language"),
}


class PublishedTextDiffers(Exception):
    """A file's text differs from the edition or scale in the database; carries the diff."""

    def __init__(self, diff):
        self.diff = diff
        super().__init__(diff)


@dataclass
class Loaded:
    compared: int = 0
    created: int = 0
    published: list[str] = field(default_factory=list)
    kept: list[FixtureRow] = field(default_factory=list)
    reset: int = 0

    @property
    def nothing(self):
        return not (self.created or self.published or self.reset)


@transaction.atomic
def load_frameworks(*, folder=None, reset_words=False, by=None):
    """Load the fixtures into the database in one transaction."""
    wanted, stored = read_fixtures(folder), {model: read_database(model) for model in MODELS}
    refuse_other_texts(wanted, stored)
    loaded = Loaded(compared=sum(map(len, wanted.values())))
    for model in MODELS:
        for rows in batches(wanted[model]):
            load_model(model, rows, stored, loaded, reset_words)
    for edition in Edition.objects.filter(uuid__in=wanted[Edition], status=Edition.Status.DRAFT):
        publish_edition(edition=edition, by=by)
        loaded.published.append(edition.title)
    return loaded


def batches(rows):
    return [[row for row in rows.values() if bool(row.values.get("extends")) is extends] for extends in (False, True)]


def load_model(model, wanted, stored, loaded, reset_words):
    """Create the missing rows of one model; of those that differ, keep the installation's words or reset them."""
    here = stored[model]
    taken = {unique_key(row) for row in here.values()} - {None}
    missing = []
    for row in wanted:
        if row.uuid in here:
            if here[row.uuid] != row:
                loaded.kept.append(row) if not reset_words else reset(row, loaded)
        elif unique_key(row) in taken or not parents_are_there(row, stored):
            loaded.kept.append(row)
        else:
            missing.append(row)
    model.objects.bulk_create(objects_of(missing))  # past auditlog, which would write a line for each of them
    here.update((row.uuid, row) for row in missing)
    loaded.created += len(missing)


def unique_key(row):
    values = tuple(row.values[name] for name in UNIQUE.get(row.model, ()))
    return values if values and None not in values else None


def parents_are_there(row, stored):
    """False for words around a row that an editor has replaced by a new one."""
    for f in row.model._meta.concrete_fields:
        if f.is_relation and row.values[f.name] and row.values[f.name] not in stored[f.related_model]:
            return False
    return True


def objects_of(rows):
    keys = {}
    return [found.object for found in Deserializer([record_of(row, keys) for row in rows])]


def record_of(row, keys):
    fields = dict(row.raw["fields"])
    fields.pop("status", None)  # a file's edition is a draft until it has been published here
    for f in row.model._meta.concrete_fields:
        if f.is_relation and fields.get(f.name):
            above = f.related_model
            if above not in keys:
                keys[above] = {str(uuid): pk for uuid, pk in above.objects.order_by().values_list("uuid", "pk")}
            fields[f.name] = keys[above][row.values[f.name]]
    return {**row.raw, "fields": fields}


def reset(row, loaded):
    (found,) = objects_of([row])
    found.save(update_fields=list(row.values))
    loaded.reset += 1


# -- A text that stands ---------------------------------------------------------------------------


def refuse_other_texts(wanted, stored):
    diffs = [edition_diff(row, wanted, stored) for row in wanted[Edition].values() if row.uuid in stored[Edition]]
    used = set(map(str, Scale.objects.exclude(frozen_at=None).values_list("uuid", flat=True)))
    diffs += [scale_diff(row, wanted, stored) for row in wanted[Scale].values() if row.uuid in used]
    if any(diffs):
        raise PublishedTextDiffers("\n".join(filter(None, diffs)))


def edition_diff(edition, wanted, stored):
    return diff_of(edition, *(edition_lines(edition.uuid, rows) for rows in (stored, wanted)))


def edition_lines(uuid, rows):
    yield from lines_of(rows[Edition][uuid], SOURCE_FIELDS[Edition])
    for model, fields in SOURCE_FIELDS.items():
        if model is not Edition:
            mine = [row for row in rows[model].values() if edition_uuid(row, rows) == uuid]
            for row in sorted(mine, key=lambda row: place_of(row, rows)):
                yield from lines_of(row, fields)


def edition_uuid(row, rows):
    for step in PATH_TO_EDITION[row.model].split("__"):
        found = row.values[step]
        row = rows[row.model._meta.get_field(step).related_model].get(found)
        if row is None:
            return found
    return found


def place_of(row, rows):
    parent = next((rows[model].get(row.values.get(name)) for name, model in PARENTS if name in row.values), None)
    above = place_of(parent, rows) if parent else ()
    own = (row.values.get("kind", ""), row.values.get("number") or row.values.get("position") or 0)
    return (*above, own, row.uuid)


PARENTS = tuple(
    (path.split("__")[0], model._meta.get_field(path.split("__")[0]).related_model)
    for model, path in PATH_TO_EDITION.items()
    if "__" in path
)


def scale_diff(scale, wanted, stored):
    return diff_of(scale, *(scale_lines(scale.uuid, rows) for rows in (stored, wanted)))


def scale_lines(uuid, rows):
    yield from lines_of(rows[Scale][uuid], SCALE_FIELDS[Scale])
    levels = [row for row in rows[Level].values() if row.values["scale"] == uuid]
    for row in sorted(levels, key=lambda row: row.values["value"]):
        yield from lines_of(row, SCALE_FIELDS[Level])


def lines_of(row, fields):
    label = row.values.get("code") or row.values.get("number") or row.values.get("position") or ""
    yield f"{row.model._meta.model_name} {label} ({row.uuid})"
    for name in fields:
        yield f"    {name}: {row.values[name]}"


def diff_of(row, here, there):
    title = row.values["title"]
    names = {"fromfile": f"this installation: {title}", "tofile": f"{row.file}: {title}"}
    return "\n".join(unified_diff(list(here), list(there), lineterm="", n=3, **names))
