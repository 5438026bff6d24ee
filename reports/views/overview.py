"""Pages for those who see no school's levels: trustees, administrators, the province."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.clock import use_clock_of
from districts.scope import district_for, require
from districts.standing import standing_of

from ..board import board_of
from ..choosing import cycles_for, cycles_under_way, named, query_of
from ..csv import csv_response
from ..progress import assessments_read_by, progress_of
from ..province import province as province_tables
from ..reading import read_cycle
from ..tables import board_table, progress_table, province_table


def board_asked_for(request, slug):
    """The district, its cycles, and its figures in the chosen one (None while none is published)."""
    district = district_for(request, slug, "reports.read_board")
    use_clock_of(district)
    cycles = cycles_for(request, district)
    return district, cycles, board_of(read_cycle(cycles.chosen)) if cycles.chosen else None


@require_safe
def board(request, slug):
    """The district at a glance: no school, no person."""
    district, cycles, shown = board_asked_for(request, slug)
    context = {"district": district, "cycles": cycles, "board": shown, "query": query_of(**cycles.query)}
    return render(request, "reports/board.html", context)


@require_safe
def board_csv(request, slug):
    """The district at a glance as a download."""
    district, cycles, shown = board_asked_for(request, slug)
    if shown is None:
        raise Http404
    return csv_response(f"{district.slug}-{cycles.chosen.name}-board", *board_table(shown))


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
    context = {"district": district, "cycles": under_way, "progress": shown}
    return render(request, "reports/progress.html", context)


@require_safe
def progress_csv(request, slug):
    """Progress as a download."""
    district, _under_way, shown = progress_asked_for(request, slug)
    if shown is None:
        raise Http404
    return csv_response(f"{district.slug}-{shown.cycle.name}-progress", *progress_table(shown))


@require_safe
def province(request):
    """Every district's newest published cycle."""
    require(request, "reports.read_province")
    return render(request, "reports/province.html", {"tables": province_tables()})


@require_safe
def province_csv(request):
    """The province's table as a download."""
    require(request, "reports.read_province")
    return csv_response("province", *province_table(province_tables()))
