"""The URL parameters of a report: cycle, family of schools, measure, order of rows; 404 for unknown values."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404

from districts.roles.roles_held import roles_held_by
from districts.roles.scope import district_for
from districts.roles.timezones import activate_timezone_of
from reports.figures.cycles import Cycles, cycles_of, cycles_under_way
from reports.figures.families import BY_FAMILY, ROWS
from reports.figures.measures import measures
from reports.figures.records import families_in, read_cycle, visible_entries

LONGEST = 100  # letters of what is looked for


def rows_for(request):
    rows = request.GET.get("rows") or BY_FAMILY
    if rows not in ROWS:
        raise Http404
    return rows


def words_for(request):
    return " ".join(request.GET.get("find", "")[:LONGEST].split())


def cycles_for(request, district):
    cycles = cycles_of(district)
    published = tuple(cycle for cycle in cycles if cycle.is_published)
    return Cycles(published, cycles_under_way(district, cycles), object_from_query(request, "cycle", published))


def object_from_query(request, parameter, among):
    """The one of these whose key is in the URL; the first without a key there; 404 for any other key."""
    wanted = request.GET.get(parameter, "")
    if not wanted:
        return among[0] if among else None
    for one in among:
        if str(one.pk) == wanted:
            return one
    raise Http404


@dataclass(frozen=True)
class FamilyFilter:
    """The family of schools that a table is limited to, and the choices; ``pk`` None means all."""

    pk: int | None
    choices: tuple[tuple[str, int], ...]


def family_for(request, records, overseen):
    choices = tuple(families_in(visible_entries(records.schools, overseen)))
    wanted = request.GET.get("family", "")
    if not wanted:
        return FamilyFilter(None, choices)
    if not wanted.isdecimal() or len(wanted) > 18:  # more than a database, or int(), holds
        raise Http404
    readable = {pk for _name, pk in choices}
    if int(wanted) not in readable:
        # A family without a record in this cycle gives an empty table, not an error.
        pks = records.cycle.district.families.values_list("pk", flat=True)
        readable = {pk for pk in pks if pk in overseen}
    if int(wanted) not in readable:
        raise Http404
    return FamilyFilter(int(wanted), choices)


# What a bookmark may still name: a measure that there was, and is no more.
FORMER_MEASURES = {"agreement"}


def measure_for(request, known):
    """The measure in the URL; level without one, and for a measure that no longer exists."""
    key = request.GET.get("measure") or "level"
    if key in FORMER_MEASURES:
        return "level"
    if key not in known:
        raise Http404
    return key


def overseen_by(request, district):
    """The schools of the district that the person reads as a superintendent."""
    return roles_held_by(request.user).overseen_in(district.pk)


def query_of(**parameters):
    kept = {name: value for name, value in parameters.items() if value}
    return f"?{urlencode(kept)}" if kept else ""


LEFT_OUT = {"measure": "level", "rows": BY_FAMILY}  # what an address need not say


@dataclass(frozen=True)
class Choice:
    cycle: dict[str, Any]
    family: FamilyFilter
    measure: str
    rows: str
    find: str

    def query(self, **instead):
        said = {
            **self.cycle,
            "family": self.family.pk,
            "measure": self.measure,
            "rows": self.rows,
            "find": self.find,
            **instead,
        }
        return query_of(**{name: value for name, value in said.items() if value != LEFT_OUT.get(name)})


def choice_for(request, records, cycles, overseen):
    return Choice(
        cycle=cycles.query,
        family=family_for(request, records, overseen),
        measure=measure_for(request, measures(records.scale)),
        rows=rows_for(request),
        find=words_for(request),
    )


def load_cycle(request, slug, permission="reports.read_results"):
    """The district, its cycles, and the records of the chosen one (None while none is published)."""
    district = district_for(request, slug, permission)
    activate_timezone_of(district)
    cycles = cycles_for(request, district)
    return district, cycles, read_cycle(cycles.chosen) if cycles.chosen else None
