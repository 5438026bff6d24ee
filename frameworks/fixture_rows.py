"""Rows of fixtures and of the database in one shape, so that the two can be compared."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps
from django.conf import settings
from django.db.models import Model

from .models.crosswalk import Crosswalk
from .models.edition import Characteristic, Edition, Framework, Practice, Question, StakeholderGroup
from .models.resources import LeadershipResource, ResourceCategory
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

# In the order in which they depend on one another.
MODELS = (
    Framework,
    Edition,
    Characteristic,
    StakeholderGroup,
    Practice,
    Question,
    ResourceCategory,
    LeadershipResource,
    Crosswalk,
    Scale,
    Level,
    LookFor,
    CharacteristicTranslation,
    PracticeTranslation,
    QuestionTranslation,
    ResourceTranslation,
    LevelTranslation,
    LookForTranslation,
)
# Decided by what happens to a row here, not by a file.
NOT_COMPARED = {"id", "uuid", "status", "published_at", "retired_at", "frozen_at"}


@dataclass(frozen=True)
class FixtureRow:
    """One row: its model, its UUID, and its values with other rows named by their UUIDs."""

    model: type[Model]
    uuid: str
    values: dict[str, Any]
    file: str = field(default="", compare=False)
    raw: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


class UnreadableFixture(Exception):
    """A fixture file that cannot be read; the message names it and says why."""


def fixture_files(folder=None):
    folder = Path(folder or settings.FIXTURE_DIRS[0])
    named = [folder / "scales.yaml", folder / "crosswalk.yaml"]
    found = [*sorted(folder.glob("frameworks/*.yaml")), *named, *sorted(folder.glob("words/*.yaml"))]
    return [path for path in found if path.exists()]


def read_fixtures(folder=None):
    """All rows of all files by model; a row repeated in two files counts once and must be the same in both."""
    rows = {model: {} for model in MODELS}
    for path in fixture_files(folder):
        for record in read_file(path):
            row = row_of_record(record, path)
            before = rows[row.model].setdefault(row.uuid, row)
            if before != row:
                raise UnreadableFixture(f"{row.uuid} is in {before.file} and in {path.name}, with different words")
    return rows


def read_file(path):
    try:
        # libyaml's loader is ten times as fast, and is in every wheel; Python's own reads the same.
        records = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise UnreadableFixture(f"{path.name} is not YAML: {error}") from error
    if not isinstance(records, list):
        raise UnreadableFixture(f"{path.name} is not a list of rows")
    return records


def row_of_record(record, path):
    try:
        model = apps.get_model(record["model"])
        fields = dict(record["fields"])
        values = {f.name: value_in_fixture(f, fields) for f in compared_fields(model)}
        unknown = set(fields) - {f.name for f in model._meta.concrete_fields}
        if unknown or model not in MODELS:
            raise ValueError(f"unknown: {', '.join(unknown) or record['model']}")
        return FixtureRow(model, str(fields["uuid"]), values, path.name, record)
    except (KeyError, TypeError, ValueError, LookupError) as error:
        raise UnreadableFixture(f"{path.name}: a row that cannot be read ({error!r}): {record!r:.200}") from error


def value_in_fixture(f, fields):
    value = fields[f.name] if f.name in fields else f.get_default()
    if f.is_relation:
        return str(value[0]) if value else None
    return f.to_python(value)


def compared_fields(model):
    return [f for f in model._meta.concrete_fields if f.name not in NOT_COMPARED]


def read_database(model):
    """All rows of a model in the database, by UUID, in one query."""
    fields = compared_fields(model)
    paths = [f"{f.name}__uuid" if f.is_relation else f.name for f in fields]
    rows = {}
    for key, *found in model.objects.order_by().values_list("uuid", *paths):
        values = {f.name: str(v) if f.is_relation and v else v for f, v in zip(fields, found, strict=True)}
        rows[str(key)] = FixtureRow(model, str(key), values)
    return rows
