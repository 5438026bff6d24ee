"""Querysets whose SQL is built once: for what every page, or every save, asks.

Building a query costs the server several times what the database needs to answer it. A prepared queryset is
written as any other, so that the rules stay where they are, with ``Given`` in the places of its values; it is
compiled when it is first asked for, once a process and kind of database, and then only executed.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Expression, Model, Q, QuerySet
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql import Query

from .statements import fetch

Row = TypeVar("Row")


class Given(Expression):
    """The place of a value that is known when the queryset is asked; ``output_field`` says how it is written."""

    def __init__(self, name, output_field):
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        """A placeholder, with itself in the place of the value."""
        return "%s", [self]

    def value_among(self, values):
        """The value given for it, as the database takes it: a whole number as it is."""
        if type(values[self.name]) is int:
            return values[self.name]
        return self.output_field.get_db_prep_value(values[self.name], connection)


def condition_sql(model: type[Model], condition: Q) -> str:
    """A condition on a model's own columns as SQL, for statements that are written by hand.

    Column names stand alone, as in a constraint. Its values are ``Given``, and are passed in the order in which they
    stand in it; any other would be lost, and raises ``ValueError``.
    """
    query = Query(model, alias_cols=False)
    sql, values = query.build_where(condition).as_sql(query.get_compiler(connection=connection), connection)
    if not all(isinstance(value, Given) for value in values):
        raise ValueError(f"{sql} has values of its own")
    return f"({sql})"


class Compiled:
    """A queryset's SQL, its parameters, and how its rows are read; the same for every thread."""

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
        """The rows, each value as Python has it."""
        parameters = [p.value_among(values) if isinstance(p, Given) else p for p in self.parameters]
        rows = fetch((self.sql, parameters))
        return [self.converted(row) for row in rows] if self.converters else rows

    def converted(self, row):
        """A row with the values that the database writes in its own way read back."""
        row = list(row)
        for position, (converters, expression) in self.converters:
            value = row[position]
            for convert in converters:
                value = convert(value, expression, connection)
            row[position] = value
        return tuple(row)

    def instance(self, row):
        """The row as an instance of the model, with what ``select_related`` and ``annotate`` asked for."""
        found = self.model.from_db(connection.alias, self.names, row[self.start : self.end])
        for populator in self.related:
            populator.populate(row, found)
        for name, position in self.annotations:
            setattr(found, name, row[position])
        return found


class Prepared(Generic[Row]):
    """A queryset of models or of ``values_list`` tuples; called with the values of its ``Given`` by their names.

    ``build`` returns the queryset: it is called when apps are ready. What cannot be compiled once stays an ordinary
    queryset: prefetching, and lists of values of any length.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, Row]]) -> None:
        self.build, self.compiled = build, {}

    def __call__(self, **values: Any) -> list[Row]:
        compiled = self.compiled.get(connection.vendor)
        if compiled is None:
            compiled = self.compiled[connection.vendor] = Compiled(self.build())
        rows = compiled.rows(values)
        return [compiled.instance(row) for row in rows] if compiled.of_models else rows
