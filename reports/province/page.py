"""The province, as page and download."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.roles.scope import require

from .export import province_table
from .rendering import draw_districts
from .value import province as province_tables


@require_safe
def province(request):
    """Every district's newest published cycle."""
    require(request, "reports.read_province")
    tables = [(table, draw_districts(table)) for table in province_tables()]
    return render(request, "reports/province/province.html", {"tables": tables})


@require_safe
def province_download(request, as_file):
    """The province's table as a download."""
    require(request, "reports.read_province")
    return as_file(province_table(province_tables()))
