"""A team's record: a school's for its principal and superintendents, the district team's, and its evidence."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessments.record.models import Record, RecordEvidence
from assessments.record.record_evidence import answer_with_file
from districts.roles.scope import district_for
from districts.roles.timezones import activate_timezone_of
from districts.structure.models import School, Team
from people.gzip import compressed
from reports.figures.records import read_cycle
from reports.filters import cycles_for, query_of
from reports.record_readers import records_read_by

from .export import record_table
from .value import report_of


def subject_for(request, slug, *, school_pk=None, team_pk=None):
    district = district_for(request, slug, "reports.read_records")
    activate_timezone_of(district)
    if school_pk:
        subject, key = get_object_or_404(School, district=district, pk=school_pk), f"s{school_pk}"
        is_read = request.user.has_perm("reports.read_school", subject)
    else:
        subject, key = get_object_or_404(Team, district=district, school=None, pk=team_pk), f"t{team_pk}"
        is_read = records_read_by(request.user, district.pk).everything
    if not is_read:
        raise Http404
    return district, subject, key


def addresses_of(request, district, subject):
    page = "school" if isinstance(subject, School) else "team"
    where = [district.slug, subject.pk]
    return {
        "record_url": reverse(f"reports:{page}", args=where),
        "years_url": reverse(f"reports:{page}_years", args=where),
        **{suffix: f"{request.path.removesuffix('/')}.{suffix}" for suffix in ("csv", "xlsx")},
    }


def load_record(request, slug, **whose):
    district, subject, key = subject_for(request, slug, **whose)
    cycles = cycles_for(request, district)
    report = None
    if cycles.chosen:
        records = read_cycle(cycles.chosen)
        entry = records.entry(key)
        discreet = not request.user.has_perm("reports.read_results", district)
        report = entry and report_of(records, Record.objects.get(pk=entry.pk), discreet=discreet)
    return district, subject, cycles, report


def page(request, slug, **whose):
    district, subject, cycles, report = load_record(request, slug, **whose)
    context = {
        "district": district,
        "subject": subject,
        "cycles": cycles,
        "report": report,
        "reads_results": request.user.has_perm("reports.read_results", district),
        "query": query_of(**cycles.query),
        **addresses_of(request, district, subject),
    }
    return render(request, "reports/school/school.html", context)


def download(request, slug, as_file, **whose):
    district, _subject, cycles, report = load_record(request, slug, **whose)
    if report is None:
        raise Http404
    return as_file(record_table(report), district.slug)


@compressed
@require_safe
def school(request, slug, school_pk):
    return page(request, slug, school_pk=school_pk)


@require_safe
def school_download(request, slug, school_pk, as_file):
    return download(request, slug, as_file=as_file, school_pk=school_pk)


@compressed
@require_safe
def team(request, slug, team_pk):
    return page(request, slug, team_pk=team_pk)


@require_safe
def team_download(request, slug, team_pk, as_file):
    return download(request, slug, as_file=as_file, team_pk=team_pk)


@require_safe
def evidence_file(request, slug, pk):
    district = district_for(request, slug, "reports.read_records")
    mine = records_read_by(request.user, district.pk).records
    readable = Record.objects.published().filter(mine, district=district)
    piece = get_object_or_404(RecordEvidence, record__in=readable, pk=pk)
    activate_timezone_of(district)
    return answer_with_file(request, piece)
