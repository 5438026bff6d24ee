"""How people rated, as page and download."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.gzip import compressed
from reports.filters import load_cycle, query_of

from .bars import bars
from .export import rater_agreement_table
from .value import choices_for, headline, rater_agreement_of


def load_rater_agreement(request, slug):
    district, cycles, records = load_cycle(request, slug)
    choices = choices_for(request.user, cycles.chosen) if records else ()
    wanted = request.GET.get("schools", "")
    chosen = (
        next((schools for schools in choices if schools.key == wanted), None) if wanted else next(iter(choices), None)
    )
    if choices and chosen is None:
        raise Http404
    return district, cycles, choices, rater_agreement_of(records, choices, chosen) if choices else None


@compressed
@require_safe
def rater_agreement(request, slug):
    district, cycles, choices, shown = load_rater_agreement(request, slug)
    context = {"district": district, "cycles": cycles, "choices": choices, "report": shown}
    if shown is not None:
        context["headline"] = headline(shown)
        context["bars"] = bars(shown)
        context["query"] = query_of(**cycles.query, schools=shown.chosen.key)
    context["of_cycle"] = query_of(**cycles.query)
    return render(request, "reports/rater_agreement/rater_agreement.html", context)


@require_safe
def rater_agreement_download(request, slug, as_file):
    district, _cycles, choices, shown = load_rater_agreement(request, slug)
    if shown is None:
        raise Http404
    return as_file(rater_agreement_table(shown), district.slug)
