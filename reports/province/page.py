"""The province, as page and download."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.roles.scope import require

from .export import province_table
from .value import province as province_tables


@require_safe
def province(request):
    require(request, "reports.read_province")
    return render(request, "reports/province/province.html", {"tables": province_tables()})


@require_safe
def province_download(request, as_file):
    require(request, "reports.read_province")
    return as_file(province_table(province_tables()))
