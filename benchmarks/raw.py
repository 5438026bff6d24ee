"""`python -m benchmarks.raw`: the heatmap's figures as reports compute them, beside one SQL statement, as JSON.

And how long the province's sums take where nothing is kept of them.

Both give level, target, coverage and evidence of every school and characteristic, with the means of the district and
of its families, from the same tables in the same process, in turn. Where a figure differs there is no ratio.
"""

import json
import statistics
import time

import django

TIMES, TIMES_OF_PROVINCE = 60, 10
NEAR = 1e-9  # what lies between an exact fraction and the database's floating point

PART = "CAST({} AS double precision) / NULLIF({}, 0)"
SHARES = {
    "level": PART.format("c.level_total", "c.agreed"),
    "target": PART.format("c.at_target", "c.agreed"),
    "coverage": PART.format("c.agreed", "c.applicable"),
    "evidence": PART.format("c.with_evidence", "c.applicable"),
}
# A group's mean counts a school where half of its practices are agreed; coverage counts every school.
COUNTED = {key: key if key == "coverage" else f"CASE WHEN 2 * agreed >= applicable THEN {key} END" for key in SHARES}
MEANS = ", ".join(f"avg({one})" for one in COUNTED.values())
# A family's figure needs two schools.
OF_TWO = ", ".join(f"CASE WHEN count({one}) > 1 THEN avg({one}) END" for one in COUNTED.values())
STATEMENT = f"""
    WITH cells AS MATERIALIZED (
        SELECT r.school_id, r.family_name, c.characteristic_id, c.agreed, c.applicable,
               {", ".join(f"{share} AS {key}" for key, share in SHARES.items())}
        FROM assessments_recordcharacteristic c JOIN assessments_record r ON r.id = c.record_id
        WHERE c.cycle_id = %s AND r.cycle_id = c.cycle_id AND r.superseded_at IS NULL AND r.school_id IS NOT NULL
    )
    SELECT 'school', CAST(school_id AS text), characteristic_id, {", ".join(SHARES)} FROM cells
    UNION ALL SELECT 'family', family_name, characteristic_id, {OF_TWO} FROM cells GROUP BY 2, 3
    UNION ALL SELECT 'district', '', characteristic_id, {MEANS} FROM cells GROUP BY 3"""


def main():
    """Say it."""
    from frameworks import caching
    from reports.figures.records import entries, read_cycle
    from reports.heatmap.value import heatmap_of

    cycle = measured_cycle()

    def from_nothing():
        caching.clear_caches()
        return heatmap_of(read_cycle(cycle))

    def from_closed_records():
        entries.cache_clear()
        return heatmap_of(read_cycle(cycle))

    def from_kept():
        return heatmap_of(read_cycle(cycle))

    def raw():
        return statement(cycle)

    different = differences(ours(cycle), {row[:3]: row[3:] for row in raw()})
    times = timed({"raw": raw, "from nothing": from_nothing, "records": from_closed_records, "kept": from_kept})
    times |= timed({"province": province_anew}, TIMES_OF_PROVINCE)
    print(json.dumps({"times": times, "different": different, "figures": len(raw()) * len(SHARES)}))


def province_anew():
    """The province's tables with its sums read from the records' characteristics."""
    from reports.province.value import province, sums_of

    sums_of.cache_clear()
    return province()


def measured_cycle():
    """The newest published cycle of the largest district."""
    from django.db.models import Count

    from districts.structure.models import District

    from .readers import newest_published

    return newest_published(District.objects.annotate(number=Count("schools")).order_by("-number", "pk")[0])


def statement(cycle):
    """The rows that the database gives: what, whose, which characteristic, and the four figures."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, [cycle.pk])
        return cursor.fetchall()


def ours(cycle):
    """The same figures as the heatmap's cells hold them."""
    from reports.figures.records import read_cycle
    from reports.heatmap.value import heatmap_of

    records, found = read_cycle(cycle), {}
    for key in SHARES:
        shown = heatmap_of(records, measure_key=key)
        for row in shown.rows:
            if row.kind != "team":
                whose = {"school": row.key.removeprefix("s"), "family": row.family, "district": ""}[row.kind]
                for column, cell in zip(records.columns, row.cells, strict=True):
                    found.setdefault((row.kind, whose, column.pk), []).append(cell.value)
    return found


def differences(own, theirs):
    """How many figures are not the same, or are on one side only."""

    def alike(one, other):
        return one is other or (one is not None and other is not None and abs(float(one) - other) < NEAR)

    wrong = len(set(own) ^ set(theirs))
    for key in set(own) & set(theirs):
        wrong += sum(not alike(*pair) for pair in zip(own[key], theirs[key], strict=True))
    return wrong


def timed(things, turns=TIMES):
    """The median time of each in ms, one after the other in turn, so that a drift hits all alike."""
    times = {name: [] for name in things}
    for _ in range(turns):
        for name, do in things.items():
            started = time.perf_counter()
            do()
            times[name].append((time.perf_counter() - started) * 1000)
    return {name: statistics.median(those[1:]) for name, those in times.items()}


if __name__ == "__main__":
    django.setup()
    main()
