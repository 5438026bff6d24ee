"""The heatmap as it was drawn before: a closed record never changes, so neither does what is drawn of it."""

from dataclasses import dataclass, field

from django.utils.translation import get_language

from frameworks.kept import kept_while_used

from .drawing import draw_heatmap
from .heatmap import heatmap_of
from .reading import CycleRecords


@dataclass(frozen=True)
class Asked:
    """All that a drawn heatmap depends on; the records themselves are known by their keys."""

    language: str
    address: str
    cycle: tuple
    scale: object
    columns: tuple
    standing: tuple
    measure: str
    overseen: frozenset | None
    family: int | None
    query: str
    records: CycleRecords = field(compare=False)


def drawn_heatmap(records, *, measure_key, overseen, family, query):
    """The heatmap as a value and as HTML, of these records as one person reads them."""
    cycle = records.cycle
    asked = Asked(
        get_language(),
        cycle.district.slug,
        (cycle.pk, cycle.name),
        records.scale,
        records.columns,
        tuple((entry.pk, entry.family_pk, entry.family_now) for entry in records.schools + records.teams),
        measure_key,
        None if overseen is None else frozenset(overseen),
        family,
        query,
        records,
    )
    return draw(asked)


@kept_while_used(32)
def draw(asked):
    """Drawn once; a megabyte or less for seventy schools."""
    shown = heatmap_of(
        asked.records,
        measure_key=asked.measure,
        overseen=asked.overseen,
        family=asked.family,
        query=asked.query,
    )
    return shown, draw_heatmap(shown)
