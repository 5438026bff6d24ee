"""The text of a published edition, and a scale in use, refuse every change in SQL, on both databases."""

from contextlib import nullcontext
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from frameworks import source_text
from frameworks.models.edition import Characteristic, Edition, Practice, Question, StakeholderGroup
from frameworks.models.resources import LeadershipResource, ResourceCategory
from frameworks.models.scale import Level, Scale
from frameworks.models.words import LookFor
from tests.factories import make_edition, make_scale

pytestmark = pytest.mark.django_db
guard = import_module("frameworks.migrations.0002_guard_published_text")

PARTS = (Characteristic, StakeholderGroup, Practice, Question, ResourceCategory, LeadershipResource)
OTHER = {
    "id": 999_999,
    "uuid": "00000000000000000000000000000000",
    "position": 77,
    "number": 77,
    "year": 1999,
    "especially_important": True,
    "is_target": True,
    "value": 9,
    "kinds_of_evidence": 9,
    "published_at": "2001-01-01 00:00:00+00:00",
    "frozen_at": "2001-01-01 00:00:00+00:00",
}


def whole_edition(publish=True):
    """An edition with a row in every table."""
    edition = make_edition(characteristics=1, practices=1, publish=False)
    characteristic = edition.characteristics.get()
    group = StakeholderGroup.objects.create(characteristic=characteristic, position=1, title="Parents")
    Practice.objects.update(stakeholder_group=group)
    Question.objects.create(edition=edition, kind="question", number=1, text="Why?")
    category = ResourceCategory.objects.create(edition=edition, key="social", position=1, title="Social")
    LeadershipResource.objects.create(category=category, position=1, name="Tact")
    if publish:
        edition.publish()
    return edition


def used_scale():
    scale = make_scale()
    scale.frozen_at = timezone.now()
    scale.save()
    return scale


def sql(statement, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount


def change(model, column, row):
    """Set a column to another value than it has, as nobody should."""
    value = OTHER.get(column, 999_999 if column.endswith("_id") else "other")
    return sql(f'UPDATE {model._meta.db_table} SET "{column}" = %s WHERE id = %s', value, row.pk)


def guarded_columns():
    columns = [(model, column) for model in PARTS for column in guard.PARTS[model._meta.model_name][2].split()]
    return columns + [(Edition, column) for column in guard.EDITION.split()]


@pytest.mark.parametrize(("model", "column"), guarded_columns())
def test_published_source_text_refuses_another_value(model, column):
    whole_edition()

    with pytest.raises(IntegrityError, match="does not change. Make a new edition and a crosswalk to it"):
        change(model, column, model.objects.get())


@pytest.mark.parametrize("model", PARTS)
def test_published_edition_loses_no_row(model):
    whole_edition()

    with pytest.raises(IntegrityError, match="The text of a published edition does not change"):
        sql(f"DELETE FROM {model._meta.db_table}")


@pytest.mark.parametrize("model", PARTS)
def test_published_edition_gains_no_row(model):
    whole_edition()
    row = model.objects.get()
    row.pk, row.uuid = None, "00000000-0000-0000-0000-000000000000"
    for name in ("number", "position"):
        if hasattr(row, name):
            setattr(row, name, 77)

    with pytest.raises(IntegrityError, match="The text of a published edition does not change"), transaction.atomic():
        row.save(force_insert=True)


def test_practice_of_a_draft_does_not_move_into_a_published_edition():
    published = whole_edition()
    draft = make_edition(characteristics=1, practices=1, publish=False)
    practice = Practice.objects.get(characteristic__edition=draft)
    practice.characteristic = published.characteristics.get()
    practice.position = practice.code = 77

    with pytest.raises(IntegrityError, match="The text of a published edition does not change"), transaction.atomic():
        practice.save()


@pytest.mark.parametrize("retire", [False, True])
def test_published_edition_is_neither_deleted_nor_a_draft_again(retire):
    edition = whole_edition()
    if retire:
        edition.retire()

    with pytest.raises(IntegrityError, match="Retire it, or make a new edition"):
        sql("DELETE FROM frameworks_edition")
    with pytest.raises(IntegrityError, match="(?i)make a new edition"):
        sql("UPDATE frameworks_edition SET status = 'draft', published_at = NULL")
    with pytest.raises(IntegrityError, match="Retire it, or make a new edition"):
        sql("UPDATE frameworks_edition SET status = 'draft'")


def test_project_words_of_a_published_edition_stay_editable():
    whole_edition()

    assert sql("UPDATE frameworks_characteristic SET short_name = 'Other'") == 1
    assert sql("UPDATE frameworks_leadershipresource SET definition = 'Other'") == 1
    Practice.objects.get().translations.create(language="fr", statement="Faire")
    LookFor.objects.create(practice=Practice.objects.get(), position=1, text="See").delete()


def test_published_row_saved_as_it_is_stays_possible():
    whole_edition()

    for model in (*PARTS, Edition):
        model.objects.get().save()


def test_draft_changes_and_goes():
    edition = whole_edition(publish=False)
    Practice.objects.update(statement="Other")
    edition.title = "Other"
    edition.save()

    edition.delete()

    assert [model.objects.count() for model in PARTS] == [0] * len(PARTS)


@pytest.mark.parametrize(
    ("model", "column"),
    [(Level, column) for column in guard.PARTS["level"][2].split()]
    + [(Scale, column) for column in guard.SCALE.split()],
)
def test_used_scale_refuses_another_value(model, column):
    used_scale()

    with pytest.raises(IntegrityError, match="A scale that a cycle has used does not change. Make a new scale."):
        change(model, column, model.objects.order_by("-pk").first())


def test_used_scale_keeps_its_levels():
    scale = used_scale()

    for statement in ("DELETE FROM frameworks_level", "DELETE FROM frameworks_scale"):
        with pytest.raises(IntegrityError, match="Make a new scale"):
            sql(statement)
    with pytest.raises(IntegrityError, match="Make a new scale"), transaction.atomic():
        scale.levels.create(value=9, label="More", anchor_district="D", anchor_school="S")


def test_unused_scale_changes_and_goes():
    scale = make_scale()
    scale.levels.update(label="Other")

    scale.delete()

    assert Level.objects.count() == 0


def test_migration_guards_what_the_code_calls_source_text():
    for model, names in {**source_text.SOURCE_FIELDS, **source_text.SCALE_FIELDS}.items():
        columns = {model._meta.get_field(name).column for name in names} | {"id", "uuid"}
        table = model._meta.model_name
        guarded = {"edition": guard.EDITION, "scale": guard.SCALE}.get(table) or guard.PARTS[table][2]
        assert columns == set(guarded.split()) - {"published_at", "frozen_at"}


def test_migration_is_taken_back_and_put_up_again():
    whole_edition()
    with connection.schema_editor() if connection.vendor == "postgresql" else plain_editor() as editor:
        guard.take_down(None, editor)
        assert sql("UPDATE frameworks_practice SET statement = 'Other'") == 1
        guard.put_up(None, editor)

    with pytest.raises(IntegrityError, match="does not change"):
        sql("UPDATE frameworks_practice SET statement = 'Another'")


def plain_editor():
    """SQLite's editor would refuse to begin inside the test's transaction, for the sake of foreign keys."""
    return nullcontext(connection.schema_editor(atomic=False))
