"""Querysets whose SQL is built once: for queries of every page, or every save.

Building a query costs the server several times what the database needs to answer it. A prepared queryset is
written as any other, so that the rules stay where they are, with ``Parameter`` in the places of its values; it is
compiled at its first call, once a process and kind of database, and then only executed.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Expression, Model, Q, QuerySet
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql import Query

from .statements import fetch

Row = TypeVar("Row")


class Parameter(Expression):
    """A placeholder for a value that is given at the call; ``output_field`` says how it is written."""

    def __init__(self, name, output_field):
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def value_among(self, values):
        if type(values[self.name]) is int:
            return values[self.name]
        return self.output_field.get_db_prep_value(values[self.name], connection)


def condition_sql(model: type[Model], condition: Q) -> str:
    """A condition on a model's own columns as SQL, for statements that are written by hand.

    Column names are unqualified, as in a constraint. Its values are ``Parameter``, and are passed in the order in which
    they appear; any other value would be lost, and raises ``ValueError``.
    """
    query = Query(model, alias_cols=False)
    sql, values = query.build_where(condition).as_sql(query.get_compiler(connection=connection), connection)
    if not all(isinstance(value, Parameter) for value in values):
        raise ValueError(f"{sql} has values of its own")
    return f"({sql})"


class Compiled:
    def __init__(self, queryset):
        compiler = queryset.query.get_compiler(using=connection.alias)
        self.sql, self.parameters = compiler.as_sql()
        fields = [selected[0] for selected in compiler.select]
        self.converters = list(compiler.get_converters(fields).items())
        self.of_models = issubclass(queryset._iterable_class, ModelIterable)
        if self.of_models:
            info = compiler.klass_info
            self.model = info["model"]
            self.start, self.end = info["select_fields"][0], info["select_fields"][-1] + 1
            self.names = [field.target.attname for field in fields[self.start : self.end]]
            self.related = get_related_populators(info, compiler.select, connection.alias)
            self.annotations = list((compiler.annotation_col_map or {}).items())

    def rows(self, values):
        parameters = [p.value_among(values) if isinstance(p, Parameter) else p for p in self.parameters]
        rows = fetch((self.sql, parameters))
        return [self.converted(row) for row in rows] if self.converters else rows

    def converted(self, row):
        row = list(row)
        for position, (converters, expression) in self.converters:
            value = row[position]
            for convert in converters:
                value = convert(value, expression, connection)
            row[position] = value
        return tuple(row)

    def instance(self, row):
        found = self.model.from_db(connection.alias, self.names, row[self.start : self.end])
        for populator in self.related:
            populator.populate(row, found)
        for name, position in self.annotations:
            setattr(found, name, row[position])
        return found


class Prepared(Generic[Row]):
    """A queryset of models or of ``values_list`` tuples; called with the values of its ``Parameter`` by their names.

    ``build`` returns the queryset: it is called when apps are ready. Prefetching and lists of values of any length
    cannot be compiled once, and stay ordinary querysets.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, Row]]) -> None:
        self.build, self.compiled = build, {}

    def __call__(self, **values: Any) -> list[Row]:
        compiled = self.compiled.get(connection.vendor)
        if compiled is None:
            compiled = self.compiled[connection.vendor] = Compiled(self.build())
        rows = compiled.rows(values)
        return [compiled.instance(row) for row in rows] if compiled.of_models else rows
