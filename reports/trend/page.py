"""Over the years: the district's trend, and the story of a school or of the district's team."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.gzip import compressed
from reports.figures.cycles import earlier_than
from reports.figures.records import read_cycle
from reports.filters import cycles_for, family_for, load_cycle, object_from_query, overseen_by, query_of
from reports.school.page import addresses_of, subject_for

from .cycles import drawn_with, read_cycles
from .district import trend_of
from .export import trend_practices_table, trend_table, years_table
from .school import over_years_of


def load_trend(request, slug):
    district, cycles, records = load_cycle(request, slug)
    if records is None:
        return district, cycles, None, {}
    earlier = earlier_than(cycles)
    before = object_from_query(request, "before", earlier)
    family = family_for(request, records, overseen_by(request, district))
    query = query_of(**cycles.query, family=family.pk)
    years = read_cycles(district, drawn_with(earlier, before))
    shown = trend_of(records, years, before, family=family.pk, query=query)
    default = earlier[0] if earlier else None
    here = query_of(**cycles.query, before=before.pk if before and before != default else "", family=family.pk)
    return district, cycles, shown, {"earlier": earlier, "family": family, "here": here}


# Long tables that repeat themselves; Django pads the answer against guessing by its length.
@compressed
@require_safe
def trend(request, slug):
    district, cycles, shown, chosen = load_trend(request, slug)
    context = {
        "district": district,
        "cycles": cycles,
        "trend": shown,
        "of_cycle": query_of(**cycles.query),
        **chosen,
    }
    return render(request, "reports/trend/trend.html", context)


@require_safe
def trend_download(request, slug, as_file):
    district, _cycles, shown, _chosen = load_trend(request, slug)
    if shown is None:
        raise Http404
    return as_file(trend_table(shown), district.slug)


@require_safe
def trend_practices_download(request, slug, as_file):
    district, _cycles, shown, _chosen = load_trend(request, slug)
    if shown is None:
        raise Http404
    return as_file(trend_practices_table(shown), district.slug)


def load_years(request, slug, **whose):
    district, subject, key = subject_for(request, slug, **whose)
    cycles = cycles_for(request, district)
    records = read_cycle(cycles.chosen) if cycles.chosen else None
    if records is None or records.entry(key) is None:
        return district, subject, cycles, None, {}
    found = {r.cycle: r for r in read_cycles(district, earlier_than(cycles)) if r.entry(key)}
    earlier = tuple(found)
    before = object_from_query(request, "before", earlier)
    discreet = not request.user.has_perm("reports.read_results", district)
    years = [found[cycle] for cycle in drawn_with(earlier, before)]
    shown = over_years_of(records, key, years, before, discreet=discreet, query=query_of(**cycles.query))
    here = query_of(**cycles.query, before=before.pk if before and before != earlier[0] else "")
    return district, subject, cycles, shown, {"earlier": earlier, "here": here}


def over_years(request, slug, **whose):
    district, subject, cycles, shown, chosen = load_years(request, slug, **whose)
    context = {
        "district": district,
        "subject": subject,
        "cycles": cycles,
        "story": shown,
        "query": query_of(**cycles.query),
        "reads_results": request.user.has_perm("reports.read_results", district),
        **addresses_of(request, district, subject),
        **chosen,
    }
    return render(request, "reports/trend/over_years.html", context)


def years_download(request, slug, as_file, **whose):
    district, _subject, _cycles, shown, _chosen = load_years(request, slug, **whose)
    if shown is None:
        raise Http404
    return as_file(years_table(shown), district.slug)


@compressed
@require_safe
def school_years(request, slug, school_pk):
    return over_years(request, slug, school_pk=school_pk)


@require_safe
def school_years_download(request, slug, school_pk, as_file):
    return years_download(request, slug, as_file=as_file, school_pk=school_pk)


@compressed
@require_safe
def team_years(request, slug, team_pk):
    return over_years(request, slug, team_pk=team_pk)


@require_safe
def team_years_download(request, slug, team_pk, as_file):
    return years_download(request, slug, as_file=as_file, team_pk=team_pk)
