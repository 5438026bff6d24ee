"""Pages for those who see no school's levels: administrators, the province."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.clock import use_clock_of
from districts.scope import district_for, require
from districts.standing import standing_of

from ..drawing.progress import Drawing
from ..drawing.province import draw_districts
from ..taken.tables import progress_table, province_table
from ..values.choosing import cycles_under_way, named, query_of
from ..values.progress import assessments_read_by, progress_of
from ..values.province import province as province_tables


def progress_asked_for(request, slug):
    """The district, its cycles under way, and the progress of the chosen one (None while none is under way)."""
    district = district_for(request, slug, "reports.read_progress")
    use_clock_of(district)
    under_way = cycles_under_way(district)
    cycle = named(request, "cycle", under_way)
    shown = progress_of(cycle, assessments_read_by(standing_of(request.user), cycle)) if cycle else None
    return district, under_way, shown


@require_safe
def progress(request, slug):
    """How far the teams of a cycle are."""
    district, under_way, shown = progress_asked_for(request, slug)
    drawing = Drawing()
    groups = [(family, drawing.teams(family.rows)) for family in shown.groups] if shown else []
    query = query_of(cycle=shown.cycle.pk) if shown else ""
    context = {"district": district, "cycles": under_way, "progress": shown, "groups": groups, "query": query}
    return render(request, "reports/progress.html", context)


@require_safe
def progress_download(request, slug, as_file):
    """Progress as a download."""
    district, _under_way, shown = progress_asked_for(request, slug)
    if shown is None:
        raise Http404
    return as_file(progress_table(shown), district.slug)


@require_safe
def province(request):
    """Every district's newest published cycle."""
    require(request, "reports.read_province")
    tables = [(table, draw_districts(table)) for table in province_tables()]
    return render(request, "reports/province.html", {"tables": tables})


@require_safe
def province_download(request, as_file):
    """The province's table as a download."""
    require(request, "reports.read_province")
    return as_file(province_table(province_tables()))
