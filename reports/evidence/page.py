"""The evidence behind a cycle's records, as page and downloads."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.gzip import compressed
from reports.filters import family_for, load_cycle, overseen_by, query_of

from .export import evidence_table, reused_table, unsupported_table
from .value import evidence_of


def load_evidence(request, district, cycles, records):
    overseen = overseen_by(request, district)
    family = family_for(request, records, overseen)
    query = query_of(**cycles.query)
    return evidence_of(records, overseen=overseen, family=family.pk, query=query), family


@compressed
@require_safe
def evidence(request, slug):
    district, cycles, records = load_cycle(request, slug)
    if records is None:
        return render(request, "reports/results_empty.html", {"district": district, "cycles": cycles})
    report, family = load_evidence(request, district, cycles, records)
    context = {
        "district": district,
        "cycles": cycles,
        "report": report,
        "family": family,
        "of_cycle": query_of(**cycles.query),
        "query": query_of(**cycles.query, family=family.pk),
        "by_school": query_of(**cycles.query, family=family.pk, measure="evidence"),
    }
    return render(request, "reports/evidence/evidence.html", context)


def download(request, slug, table, as_file):
    district, cycles, records = load_cycle(request, slug)
    if records is None:
        raise Http404
    report, _family = load_evidence(request, district, cycles, records)
    return as_file(table(report), district.slug)


@require_safe
def evidence_download(request, slug, as_file):
    return download(request, slug, evidence_table, as_file)


@require_safe
def unsupported_download(request, slug, as_file):
    return download(request, slug, unsupported_table, as_file)


@require_safe
def reused_download(request, slug, as_file):
    return download(request, slug, reused_table, as_file)
