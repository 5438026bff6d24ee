"""The heatmap and the practices behind a column of it, as page, download and chart."""

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.gzip import compressed
from reports.figures.cells import links_for
from reports.figures.families import BY_FAMILY, BY_NAME, ROWS
from reports.figures.measures import measures
from reports.filters import choice_for, load_cycle, overseen_by, query_of

from .chart import chart_of
from .export import heatmap_table, practices_table
from .key_figures import strip_of
from .practices import practices_of
from .render_cache import drawn_heatmap
from .value import heatmap_of


def load_heatmap(request, district, cycles, records, make=heatmap_of):
    overseen = overseen_by(request, district)
    choice = choice_for(request, records, cycles, overseen)
    shown = make(
        records,
        measure_key=choice.measure,
        overseen=overseen,
        family=choice.family.pk,
        query=choice.query(),
        rows=choice.rows,
        find=choice.find,
    )
    return shown, choice


# The table is long and repeats itself; compressed it is a tenth. Django pads the answer against guessing by its length.
@compressed
@require_safe
def heatmap(request, slug):
    district, cycles, records = load_cycle(request, slug)
    if records is None:
        return render(request, "reports/results_empty.html", {"district": district, "cycles": cycles})
    (shown, table), choice = load_heatmap(request, district, cycles, records, make=drawn_heatmap)
    of_cycle = query_of(**cycles.query)
    context = {
        "district": district,
        "cycles": cycles,
        "heatmap": shown,
        "table": table,
        "choice": choice,
        "arrangements": ROWS if choice.family.choices else {},
        "measures": [(m, choice.query(measure=key)) for key, m in measures(records.scale).items()],
        "strip": strip_of(records, links_for(district, of_cycle)),
        "of_cycle": of_cycle,
        "query": choice.query(),
        "all_schools": choice.query(family=None, find=""),
    }
    return render(request, "reports/heatmap/heatmap.html", context)


@require_safe
def heatmap_download(request, slug, as_file):
    district, cycles, records = load_cycle(request, slug)
    if records is None:
        raise Http404
    shown, _choice = load_heatmap(request, district, cycles, records)
    return as_file(heatmap_table(shown), district.slug)


@compressed
@require_safe
def heatmap_chart(request, slug):
    district, cycles, records = load_cycle(request, slug)
    if records is None:
        raise Http404
    shown, _choice = load_heatmap(request, district, cycles, records)
    return JsonResponse(chart_of(shown))


def load_practices(request, slug, number):
    district, cycles, records = load_cycle(request, slug)
    if records is None or records.index(number) is None:
        raise Http404
    overseen = overseen_by(request, district)
    choice = choice_for(request, records, cycles, overseen)
    table = practices_of(
        records,
        number,
        overseen=overseen,
        family=choice.family.pk,
        query=choice.query(),
        rows=choice.rows,
        find=choice.find,
    )
    return district, cycles, records, choice, table


@compressed
@require_safe
def practices(request, slug, number):
    district, cycles, records, choice, table = load_practices(request, slug, number)
    here = records.index(number)
    context = {
        "district": district,
        "cycles": cycles,
        "table": table,
        "choice": choice,
        "arrangements": {key: ROWS[key] for key in (BY_FAMILY, BY_NAME)} if choice.family.choices else {},
        "before": records.columns[here - 1] if here else None,
        "after": records.columns[here + 1] if here + 1 < len(records.columns) else None,
        "query": choice.query(),
        "all_schools": choice.query(family=None, find=""),
    }
    return render(request, "reports/heatmap/practices.html", context)


@require_safe
def practices_download(request, slug, number, as_file):
    district, _cycles, _records, _choice, table = load_practices(request, slug, number)
    return as_file(practices_table(table), district.slug)
