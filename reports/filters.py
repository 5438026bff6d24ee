"""What the address of a report names: a cycle, a family of schools, a measure, the order of rows; 404 where it is not there."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404

from districts.roles.roles_held import roles_held_by
from districts.roles.scope import district_for
from districts.roles.timezones import use_clock_of
from reports.figures.cycles import Cycles, cycles_of, cycles_under_way
from reports.figures.families import BY_FAMILY, ROWS
from reports.figures.measures import measures
from reports.figures.records import families_in, read_cycle, seen

LONGEST = 100  # letters of what is looked for


def rows_for(request):
    """The arrangement that the address names; by family without a name."""
    rows = request.GET.get("rows") or BY_FAMILY
    if rows not in ROWS:
        raise Http404
    return rows


def words_for(request):
    """What of a school's name is looked for."""
    return " ".join(request.GET.get("find", "")[:LONGEST].split())


def cycles_for(request, district):
    """The district's cycles, and which published one the address names."""
    cycles = cycles_of(district)
    published = tuple(cycle for cycle in cycles if cycle.is_published)
    return Cycles(published, cycles_under_way(district, cycles), named(request, "cycle", published))


def named(request, parameter, among):
    """Of these the one whose key the address names; the first without a name; 404 for any other name."""
    wanted = request.GET.get(parameter, "")
    if not wanted:
        return among[0] if among else None
    for one in among:
        if str(one.pk) == wanted:
            return one
    raise Http404


@dataclass(frozen=True)
class FamilyFilter:
    """The family of schools that a table is limited to, and those one can choose; ``pk`` None means all."""

    pk: int | None
    choices: tuple


def family_for(request, records, overseen):
    """The family of schools that the address names among those the person reads in this cycle."""
    choices = tuple(families_in(seen(records.schools, overseen)))
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
    """The measure that the address names; level without a name, and for one that is no more."""
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
    """An address's parameters, without the empty ones, with their question mark."""
    kept = {name: value for name, value in parameters.items() if value}
    return f"?{urlencode(kept)}" if kept else ""


LEFT_OUT = {"measure": "level", "rows": BY_FAMILY}  # what an address need not say


@dataclass(frozen=True)
class Choice:
    """A cycle (as it stands in an address), a family, a measure, an arrangement, and what is looked for."""

    cycle: dict
    family: FamilyFilter
    measure: str
    rows: str
    find: str

    def query(self, **instead):
        """An address's parameters, some of them with another value."""
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
    """What the address names of these records; what is not there is 404."""
    return Choice(
        cycle=cycles.query,
        family=family_for(request, records, overseen),
        measure=measure_for(request, measures(records.scale)),
        rows=rows_for(request),
        find=words_for(request),
    )


def asked_for(request, slug, permission="reports.read_results"):
    """The district, its cycles, and the records of the one that was chosen (None while none is published)."""
    district = district_for(request, slug, permission)
    use_clock_of(district)
    cycles = cycles_for(request, district)
    return district, cycles, read_cycle(cycles.chosen) if cycles.chosen else None
