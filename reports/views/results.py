"""The heatmap and the practices behind a column of it, as page, download and chart."""

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from ..cells import links_for, measures
from ..chart import chart_of
from ..choosing import family_for, measure_for, overseen_by, query_of
from ..csv import csv_response
from ..drawing import draw_practices
from ..drawn import drawn_heatmap
from ..heatmap import heatmap_of
from ..practices import practices_of
from ..strip import strip_of
from ..tables import heatmap_table, practices_table
from .asking import asked_for


def heatmap_asked_for(request, district, cycles, records, make=heatmap_of):
    """The heatmap with the family and the measure that the address names, and those one can choose."""
    overseen = overseen_by(request, district)
    family = family_for(request, records, overseen)
    key = measure_for(request, measures(records.scale))
    query = query_of(**cycles.query, family=family.pk)
    return make(records, measure_key=key, overseen=overseen, family=family.pk, query=query), family


# The table is long and repeats itself; compressed it is a tenth. Django pads the answer against guessing by its length.
@gzip_page
@require_safe
def heatmap(request, slug):
    """The district page: the figures that matter, and schools × characteristics."""
    district, cycles, records = asked_for(request, slug)
    if records is None:
        return render(request, "reports/results_empty.html", {"district": district, "cycles": cycles})
    (shown, table), family = heatmap_asked_for(request, district, cycles, records, make=drawn_heatmap)
    context = {
        "district": district,
        "cycles": cycles,
        "heatmap": shown,
        "table": table,
        "family": family,
        "measures": [
            (measure, query_of(**cycles.query, family=family.pk, measure=key if key != "level" else ""))
            for key, measure in measures(records.scale).items()
        ],
        "strip": strip_of(records, links_for(district, query_of(**cycles.query))),
        "of_cycle": query_of(**cycles.query),
        "query": query_of(
            **cycles.query, family=family.pk, measure=shown.measure.key if shown.measure.key != "level" else ""
        ),
    }
    return render(request, "reports/heatmap.html", context)


@require_safe
def heatmap_csv(request, slug):
    """The heatmap as a download."""
    district, cycles, records = asked_for(request, slug)
    if records is None:
        raise Http404
    shown, _family = heatmap_asked_for(request, district, cycles, records)
    return csv_response(heatmap_table(shown), district.slug)


@gzip_page
@require_safe
def heatmap_chart(request, slug):
    """The heatmap as a chart's data."""

    district, cycles, records = asked_for(request, slug)
    if records is None:
        raise Http404
    shown, _family = heatmap_asked_for(request, district, cycles, records)
    return JsonResponse(chart_of(shown))


def practices_asked_for(request, slug, number):
    """The practices of the characteristic with this number; 404 where the cycle has none."""
    district, cycles, records = asked_for(request, slug)
    if records is None or records.index(number) is None:
        raise Http404
    overseen = overseen_by(request, district)
    family = family_for(request, records, overseen)
    query = query_of(**cycles.query, family=family.pk)
    table = practices_of(records, number, overseen=overseen, family=family.pk, query=query)
    return district, cycles, records, family, table


@gzip_page
@require_safe
def practices(request, slug, number):
    """Practices × schools of one characteristic."""
    district, cycles, records, family, table = practices_asked_for(request, slug, number)
    here = records.index(number)
    context = {
        "district": district,
        "cycles": cycles,
        "table": table,
        "drawn": draw_practices(table),
        "family": family,
        "before": records.columns[here - 1] if here else None,
        "after": records.columns[here + 1] if here + 1 < len(records.columns) else None,
        "query": query_of(**cycles.query, family=family.pk),
    }
    return render(request, "reports/practices.html", context)


@require_safe
def practices_csv(request, slug, number):
    """Practices × schools as a download."""
    district, _cycles, _records, _family, table = practices_asked_for(request, slug, number)
    return csv_response(practices_table(table), district.slug)
