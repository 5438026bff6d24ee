"""The mirror as rows for a download."""

from django.utils.translation import gettext as _

from ..values.figures import LEVEL
from ..values.scales import plain
from .table import Field, Kind, Table


def mirror_table(mirror):
    """The mirror: a row for each characteristic, followed by its practices."""
    head = (
        Field("characteristic", _("Characteristic")),
        Field("practice", _("Practice")),
        Field("statement", _("Statement")),
        Field("district_team", _("District team"), Kind.LEVEL),
        Field("schools", _("Schools"), Kind.LEVEL),
        Field("gap", _("Gap"), Kind.LEVEL),
        Field("district_people", _("District team: people with a level"), Kind.WHOLE),
        Field("schools_people", _("Schools: people with a level"), Kind.WHOLE),
        Field("practices", _("Practices shown"), Kind.WHOLE),
        Field("note", _("Note")),
    )
    return Table(f"{mirror.cycle.name}-mirror", head, mirror_rows(mirror))


def mirror_rows(mirror):
    """The rows of the mirror's download."""
    for row in mirror.rows:
        name = f"{row.column.number} {row.column.short_name}"
        yield [name, "", row.column.title, *figures_of(row.reflected), None, None, row.shown, note(row.reflected)]
        for one in row.practices:
            people = [one.district_people, one.schools_people]
            practice = [one.practice.code, one.practice.statement]
            yield [name, *practice, *figures_of(one.reflected), *people, None, note(one.reflected)]


def figures_of(reflected):
    """Both means and their gap, as numbers that are shown."""
    sides = reflected.sides
    return [None] * 3 if sides is None else [*map(level, (sides.district, sides.schools)), gap(sides.gap)]


def level(value):
    """A mean as it is shown."""
    return plain(LEVEL, value)


def gap(value):
    """A gap as it is shown, rounded alike on both sides of 0."""
    size = level(abs(value))
    return -size if value < 0 and size else size


def note(reflected):
    """Why there is no figure; nothing where there is one."""
    return "" if reflected.sides else reflected.words
