"""How a figure of the product and one of pandas are held beside each other."""

import math

import pytest


def none_of(value):
    """A figure as the product has it: None where pandas says that it is no number."""
    return None if value is None or math.isnan(value) else pytest.approx(float(value), abs=1e-6)


def float_of(value):
    """A figure of the product, exactly a fraction, as a number."""
    return None if value is None else float(value)


def rounded(value, places):
    """A number as it is written, half up, with a hair for what binary fractions lose; None for none."""
    if value is None or math.isnan(value):
        return None
    return math.floor(value * 10**places + 0.5 + 1e-9) / 10**places


def difference(before, after):
    """By how much a level changed, as both are written; None where there is nothing to compare."""
    return None if before is None else rounded(rounded(after, 1) - rounded(before, 1), 1)


def hundredths(value):
    """A share in whole per cent."""
    return None if value is None or math.isnan(value) else int(rounded(100 * value, 0))


def entries_of(records):
    """What the product knows of each record, by the record's key."""
    return {entry.pk: entry for entry in (*records.schools, *records.teams)}


def rows_of(table):
    """A table's rows by the names of its columns."""
    keys = [field.key for field in table.fields]
    return [dict(zip(keys, row, strict=True)) for row in table.rows]
