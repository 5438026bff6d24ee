"""A cache of drawn heatmaps: a closed record never changes, so neither does its drawing."""

from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.translation import get_language

from districts.roles.roles_held import Overseen
from frameworks.caching import lru_cached
from reports.figures.families import BY_FAMILY
from reports.figures.records import Column, CycleRecords
from reports.figures.scales import ReadScale

from .value import heatmap_of


@dataclass(frozen=True)
class Asked:
    """All that a drawn heatmap depends on, as a cache key; the records are in it by their keys."""

    language: str
    address: str
    cycle: tuple[int, str]
    scale: ReadScale
    columns: tuple[Column, ...]
    current: tuple[tuple[int, int | None, int | None], ...]
    measure: str
    overseen: Overseen
    family: int | None
    query: str
    rows: str
    find: str
    records: CycleRecords = field(compare=False)


def drawn_heatmap(records, *, measure_key, overseen, family, query, rows=BY_FAMILY, find=""):
    cycle = records.cycle
    asked = Asked(
        get_language(),
        cycle.district.slug,
        (cycle.pk, cycle.name),
        records.scale,
        records.columns,
        tuple((entry.pk, entry.family_pk, entry.family_now) for entry in records.schools + records.teams),
        measure_key,
        overseen,
        family,
        query,
        rows,
        find,
        records,
    )
    # What somebody looks for is not looked for again, and would take the place of what is.
    return draw(asked) if find else kept_drawing(asked)


@lru_cached(32)
def kept_drawing(asked):
    """The drawing, cached; a megabyte or less for seventy schools."""
    return draw(asked)


def draw(asked):
    shown = heatmap_of(
        asked.records,
        measure_key=asked.measure,
        overseen=asked.overseen,
        family=asked.family,
        query=asked.query,
        rows=asked.rows,
        find=asked.find,
    )
    return shown, render_to_string("reports/heatmap/_table.jinja", {"heatmap": shown})
