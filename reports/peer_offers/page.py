"""Who could help: the practices about which schools may be asked, and those schools."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frameworks.framework_cache import practices_of
from reports.filters import asked_for, query_of
from reports.record_readers import records_read_by

from .export import willing_table
from .value import schools_to_ask, who_could_help

PERMISSION = "reports.read_willing"


@require_safe
def willing(request, slug):
    district, cycles, records = asked_for(request, slug, PERMISSION)
    context = {
        "district": district,
        "cycles": cycles,
        "help": who_could_help(records) if records else None,
        "query": query_of(**cycles.query),
    }
    return render(request, "reports/peer_offers/willing.html", context)


@require_safe
def willing_download(request, slug, as_file):
    district, _cycles, records = asked_for(request, slug, PERMISSION)
    if records is None:
        raise Http404
    return as_file(willing_table(records), district.slug)


@require_safe
def willing_practice(request, slug, practice_uuid):
    district, cycles, records = asked_for(request, slug, PERMISSION)
    practice = practices_of(records.cycle.edition_id).get(practice_uuid) if records else None
    if practice is None:
        raise Http404
    query = query_of(**cycles.query)
    context = {
        "district": district,
        "cycles": cycles,
        "help": schools_to_ask(records, practice, opens_for(request, district), query),
        "query": query,
    }
    return render(request, "reports/peer_offers/willing_practice.html", context)


def opens_for(request, district):
    return records_read_by(request.user, district.pk).of_entry
