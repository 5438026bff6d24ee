"""The province: every district's newest published cycle, district figures only, never a school."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Sum

from assessments.cycles.models import Cycle
from assessments.record.models import Record, RecordCharacteristic
from frameworks.caching import lru_cached
from frameworks.models.edition import Characteristic
from people.text import alphabetical
from reports.figures import outcomes
from reports.figures.scales import ReadScale, Writing, place, read_scale

# The characteristics of an edition: number and short name.
Heads = tuple[tuple[int, str], ...]
# By cycle and characteristic's number: sums of agreed levels by how many they are of, and of how many schools.
Sums = Mapping[tuple[int, int], tuple[dict[int, int], int]]


@dataclass(frozen=True)
class ProvinceCell:
    value: Fraction | None
    text: str
    css: str
    schools: int


@dataclass(frozen=True)
class ProvinceRow:
    cycle: Cycle
    cells: tuple[ProvinceCell, ...]


@dataclass(frozen=True)
class ProvinceTable:
    """Districts that rated the same characteristics on the same scale."""

    scale: ReadScale
    language: str
    columns: Heads
    rows: tuple[ProvinceRow, ...]


def newest_published() -> QuerySet[Cycle]:
    newest = Cycle.objects.published().filter(district=OuterRef("district")).values("pk")[:1]
    return Cycle.objects.filter(pk=Subquery(newest)).select_related("district", "edition")


def sums_by_cycle(cycles: Iterable[Cycle]) -> Sums:
    """Sums of agreed levels by cycle, characteristic's number and count of agreed levels, for exact means."""
    return sums_of(tuple(history_of(cycles)))


def history_of(cycles: Iterable[Cycle]) -> Iterable[tuple[int, int, int]]:
    """How many records each cycle has ever had, and how many of them were replaced.

    Neither number falls, and every change of the current records raises one, so that both together identify them.
    """
    records = Record.objects.filter(cycle__in=[cycle.pk for cycle in cycles]).order_by("cycle_id")
    return records.values_list("cycle_id", Count("pk"), Count("superseded_at"))


@lru_cached(2)
def sums_of(history: tuple[tuple[int, int, int], ...]) -> Sums:
    """The sums of these cycles' records, cached by history, since closed records never change."""
    rows = (
        RecordCharacteristic.objects.filter(
            cycle__in=[cycle for cycle, _ever, _replaced in history],
            record__superseded_at__isnull=True,
            record__school__isnull=False,
            agreed__gt=0,
            applicable__lte=F("agreed") * 2,
        )
        .values_list("cycle_id", "characteristic__number", "agreed")
        .annotate(total=Sum("level_total"), schools=Count("pk"))
        .order_by()
    )
    found: dict[tuple[int, int], tuple[dict[int, int], int]] = {}
    for cycle, number, agreed, total, schools in rows:
        sums, counted = found.get((cycle, number), ({}, 0))
        found[cycle, number] = ({**sums, agreed: total}, counted + schools)
    return found


def province() -> tuple[ProvinceTable, ...]:
    """Tables of districts × characteristics, one for each set of characteristics and scale."""
    cycles = sorted(newest_published(), key=lambda cycle: alphabetical(cycle.district.name))
    sums, writing = sums_by_cycle(cycles), Writing()
    heads: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    characteristics = Characteristic.objects.filter(edition__in={cycle.edition_id for cycle in cycles})
    for characteristic in characteristics.prefetch_related("translations").order_by("number"):
        heads[characteristic.edition_id].append((characteristic.number, characteristic.words_short_name))
    tables: defaultdict[tuple[Heads, int], list[Cycle]] = defaultdict(list)
    for cycle in cycles:
        tables[tuple(heads[cycle.edition_id]), cycle.scale_id].append(cycle)
    scales = {scale: read_scale(scale) for scale in {cycle.scale_id for cycle in cycles}}
    return tuple(
        ProvinceTable(
            scale=scales[scale],
            language=table[0].edition.language,
            columns=columns,
            rows=tuple(ProvinceRow(cycle, cells_of(cycle, columns, sums, scales[scale], writing)) for cycle in table),
        )
        for (columns, scale), table in tables.items()
    )


def cells_of(cycle: Cycle, columns: Heads, sums: Sums, scale: ReadScale, writing: Writing) -> tuple[ProvinceCell, ...]:
    """A district's levels; none for fewer than two schools."""
    cells = []
    for number, _name in columns:
        by_denominator, schools = sums.get((cycle.pk, number), ({}, 0))
        if schools < outcomes.FEWEST_SCHOOLS:
            cells.append(ProvinceCell(None, writing.level(None), "none", schools))
            continue
        value = outcomes.mean_of_sums(by_denominator, schools)
        css = f"lvl-{place(value, scale.low, scale.high)}"
        cells.append(ProvinceCell(value, writing.level(value), css, schools))
    return tuple(cells)
