"""Who could help: the practices about which schools may be asked, and those schools."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frameworks.framework_cache import practices_of
from reports.filters import load_cycle, query_of
from reports.record_readers import records_read_by

from .export import peer_offers_table
from .value import peer_offers_of, schools_to_ask

PERMISSION = "reports.read_peer_offers"


@require_safe
def peer_offer_list(request, slug):
    district, cycles, records = load_cycle(request, slug, PERMISSION)
    context = {
        "district": district,
        "cycles": cycles,
        "help": peer_offers_of(records) if records else None,
        "query": query_of(**cycles.query),
    }
    return render(request, "reports/peer_offers/peer_offer_list.html", context)


@require_safe
def peer_offer_download(request, slug, as_file):
    district, _cycles, records = load_cycle(request, slug, PERMISSION)
    if records is None:
        raise Http404
    return as_file(peer_offers_table(records), district.slug)


@require_safe
def peer_offer_practice(request, slug, practice_uuid):
    district, cycles, records = load_cycle(request, slug, PERMISSION)
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
    return render(request, "reports/peer_offers/peer_offer_practice.html", context)


def opens_for(request, district):
    return records_read_by(request.user, district.pk).of_entry
