"""All that the address of a table of schools names, and the addresses that change one part of it."""

from dataclasses import dataclass

from .arranging import BY_FAMILY, rows_for, words_for
from .choosing import Family, family_for, measure_for, query_of
from .measures import measures

LEFT_OUT = {"measure": "level", "rows": BY_FAMILY}  # what an address need not say


@dataclass(frozen=True)
class Choice:
    """A cycle (as it stands in an address), a family, a measure, an arrangement, and what is looked for."""

    cycle: dict
    family: Family
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
