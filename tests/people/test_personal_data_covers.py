"""Nothing that is stored of a person is forgotten in what they take along: a new table or column fails here."""

from collections import Counter

import pytest
from django.apps import apps
from django.db.models import Model

from people.personal_data.registry import ACTS, LABELS, LEFT_OUT, TABLES
from people.users import User

# What opens something, or stands for what does; the rows in which it stands are told without it.
SECRET = {"digest", "nonce", "password", "password_mark", "session_before", "key"}
# Tables of a person's own rows that are reached over another one, or without a foreign key.
INDIRECT = {"assessments.Rating.seat", "auditlog.LogEntry.object_id", "districts.DistrictChange.facts"}


def all_models():
    return apps.get_models(include_auto_created=True)


def paths_to_people(model: type[Model]):
    """The fields of a model that hold a person."""
    return {f"{model._meta.label}.{field.name}" for field in model._meta.fields if field.related_model is User}


def decided():
    """Every path or model for which somebody has decided, as often as somebody has."""
    return Counter([*(one.covers for one in (*TABLES, *ACTS)), *LEFT_OUT])


def test_every_field_that_holds_a_person_is_told_or_left_out_for_a_reason():
    fields = set().union(*(paths_to_people(model) for model in all_models()))

    assert fields - set(decided()) == set()
    assert len(fields) > 30


def test_every_other_model_is_told_or_left_out_for_a_reason():
    told = {one.model._meta.label for one in (*TABLES, *ACTS)}
    others = {model._meta.label for model in all_models() if not paths_to_people(model)}

    assert others - told - set(LEFT_OUT) == set()


def test_nothing_is_decided_twice_or_about_what_is_not_there():
    there = {model._meta.label for model in all_models()} | {"people.User.pk"} | INDIRECT
    there |= set().union(*(paths_to_people(model) for model in all_models()))

    assert set(decided()) - there == set()
    assert [path for path, times in decided().items() if times > 1] == []


@pytest.mark.parametrize("one", [one for one in TABLES if one.without is not None], ids=lambda one: one.key)
def test_every_column_of_a_persons_own_rows_is_told_or_named_as_not_told(one):
    columns = {field.name for field in (*one.model._meta.fields, *one.model._meta.many_to_many)}
    # By its path, or by its key where a function or a property makes something of it.
    told = {path.partition("__")[0] for path in one.says.values() if isinstance(path, str)} | set(one.says)

    assert columns - told - set(one.without) - {one.whose} == set()
    assert set(one.without) - columns == set()


@pytest.mark.parametrize("one", [*TABLES, *ACTS], ids=lambda one: f"{one.key}-{one.covers}")
def test_no_secret_is_told(one):
    paths = one.says.values() if one in TABLES else (one.at, one.about, one.district)

    assert {path.rpartition("__")[2] for path in paths if isinstance(path, str)} & SECRET == set()


def test_keys_are_different_and_have_their_words():
    keys = Counter(one.key for one in (*TABLES, *ACTS))

    assert [key for key, times in keys.items() if times > 1] == []
    assert {key for one in TABLES for key in one.says} - set(LABELS) == set()
    assert all(LEFT_OUT.values())
