"""Agreement, as page and download."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.compressing import compressed

from ..drawing.agreement import draw_agreement, draw_practices
from ..taken.csv import csv_response
from ..taken.tables_agreement import agreement_table
from ..values.agreement import agreement_of
from ..values.choosing import family_for, overseen_by, query_of
from .asking import asked_for


def agreement_asked_for(request, slug):
    """The district, its cycles, the family chosen, and how people stood (None while no cycle is published)."""
    district, cycles, records = asked_for(request, slug)
    if records is None:
        return district, cycles, None, None
    overseen = overseen_by(request, district)
    family = family_for(request, records, overseen)
    query = query_of(**cycles.query)
    return district, cycles, family, agreement_of(records, overseen=overseen, family=family.pk, query=query)


@compressed
@require_safe
def agreement(request, slug):
    """How close together people stood, by team and group; and the practices on which teams stood apart."""
    district, cycles, family, shown = agreement_asked_for(request, slug)
    context = {"district": district, "cycles": cycles, "family": family, "agreement": shown}
    if shown is not None:
        context |= {
            "table": draw_agreement(shown),
            "most_apart": draw_practices(shown, shown.most_apart),
            "by_characteristic": [(column, draw_practices(shown, found)) for column, found in shown.by_characteristic],
            "of_cycle": query_of(**cycles.query),
            "query": query_of(**cycles.query, family=family.pk),
        }
    return render(request, "reports/agreement.html", context)


@require_safe
def agreement_csv(request, slug):
    """Agreement as a download."""
    district, _cycles, _family, shown = agreement_asked_for(request, slug)
    if shown is None:
        raise Http404
    return csv_response(agreement_table(shown), district.slug)
