"""The mirror, as page, download and chart."""

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.publishing.queries import may_read_blocks
from people.gzip import compressed
from reports.filters import load_cycle, query_of

from .chart import dumbbells, mirror_chart, ticks
from .export import mirror_table
from .value import headline, mirror_of


def load_mirror(request, slug):
    """The district, its cycles, and the mirror of the chosen one (None if this person may not read it)."""
    district, cycles, records = load_cycle(request, slug, "reports.read_mirror")
    reads = records and may_read_blocks(request.user, cycles.chosen)
    return district, cycles, mirror_of(records) if reads else None


@compressed
@require_safe
def mirror(request, slug):
    district, cycles, shown = load_mirror(request, slug)
    context = {
        "district": district,
        "cycles": cycles,
        "mirror": shown,
        "headline": headline(shown) if shown else "",
        "dumbbells": dumbbells(shown) if shown else (),
        "ticks": tuple(ticks(shown.scale)) if shown else (),
        "query": query_of(**cycles.query),
    }
    return render(request, "reports/mirror/mirror.html", context)


@require_safe
def mirror_download(request, slug, as_file):
    district, _cycles, shown = load_mirror(request, slug)
    if shown is None:
        raise Http404
    return as_file(mirror_table(shown), district.slug)


@require_safe
def mirror_chart_data(request, slug):
    _district, _cycles, shown = load_mirror(request, slug)
    if shown is None:
        raise Http404
    return JsonResponse(mirror_chart(shown))
