"""What every report of results begins with: a district in scope, and the records of the cycle that was chosen."""

from districts.clock import use_clock_of
from districts.scope import district_for

from ..values.choosing import cycles_for
from ..values.reading import read_cycle


def asked_for(request, slug, permission="reports.read_results"):
    """The district, its cycles, and the records of the one that was chosen (None while none is published)."""
    district = district_for(request, slug, permission)
    use_clock_of(district)
    cycles = cycles_for(request, district)
    return district, cycles, read_cycle(cycles.chosen) if cycles.chosen else None
