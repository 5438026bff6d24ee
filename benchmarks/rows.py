"""Millions of rows by `INSERT … SELECT`, in one dialect that both databases read; constraints and indexes stay on.

Columns that are not named get their field's default, so that a new field does not break a benchmark.
"""

import json

from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED
from django.utils import timezone


def insert(model, given, source):
    """Fill a table: ``given`` maps columns to SQL expressions over ``source`` (`FROM …`); returns how many rows."""
    values = {}
    for field in model._meta.concrete_fields:
        if field.column in given:
            values[field.column] = given[field.column]
        elif not field.primary_key:
            values[field.column] = default_of(field)
    unknown = set(given) - set(values)
    if unknown:
        raise LookupError(f"{model.__name__} has no column {', '.join(sorted(unknown))}")
    columns = ", ".join(f'"{name}"' for name in values)
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{model._meta.db_table}" ({columns}) SELECT {", ".join(values.values())} {source}')
        return cursor.rowcount


def default_of(field):
    """The SQL of what a field holds when nobody says anything."""
    if field.default is not NOT_PROVIDED:
        value = field.get_default()
        return moment(value) if isinstance(value, timezone.datetime) else literal(field.get_prep_value(value), field)
    if field.null:
        return "NULL"
    if isinstance(field, models.CharField | models.TextField | models.FileField):
        return "''"
    raise LookupError(f"{field} needs a value")


def literal(value, field):
    """A plain value as SQL."""
    if isinstance(field, models.JSONField):
        return as_json("'" + json.dumps(value) + "'")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"


def moment(when):
    """A point in time as SQL."""
    text = when.astimezone(timezone.get_fixed_timezone(0)).strftime("%Y-%m-%d %H:%M:%S")
    return f"CAST('{text}+00' AS timestamptz)" if connection.vendor == "postgresql" else f"'{text}'"


def as_json(expression):
    """Text as a JSON column takes it."""
    return f"CAST({expression} AS jsonb)" if connection.vendor == "postgresql" else expression


def fresh_uuid():
    """A new identifier in every row."""
    return "gen_random_uuid()" if connection.vendor == "postgresql" else "lower(hex(randomblob(16)))"


def choice(number, results):
    """One of several results by a whole number."""
    whens = " ".join(f"WHEN {index} THEN {result}" for index, result in enumerate(results))
    return f"CASE {number} {whens} END"
