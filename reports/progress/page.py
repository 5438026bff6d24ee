"""How far the teams of a cycle are, as page and download."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.roles.roles_held import roles_held_by
from districts.roles.scope import district_for
from districts.roles.timezones import activate_timezone_of
from reports.figures.cycles import cycles_under_way
from reports.filters import object_from_query, query_of

from .export import progress_table
from .value import assessments_read_by, progress_of


def load_progress(request, slug):
    district = district_for(request, slug, "reports.read_progress")
    activate_timezone_of(district)
    under_way = cycles_under_way(district)
    cycle = object_from_query(request, "cycle", under_way)
    shown = progress_of(cycle, assessments_read_by(roles_held_by(request.user), cycle)) if cycle else None
    return district, under_way, shown


@require_safe
def progress(request, slug):
    district, under_way, shown = load_progress(request, slug)
    query = query_of(cycle=shown.cycle.pk) if shown else ""
    context = {"district": district, "cycles": under_way, "progress": shown, "query": query}
    return render(request, "reports/progress/progress.html", context)


@require_safe
def progress_download(request, slug, as_file):
    district, _under_way, shown = load_progress(request, slug)
    if shown is None:
        raise Http404
    return as_file(progress_table(shown), district.slug)
