"""Downloads for further calculation: the whole cycle as one workbook, and its practices as one table."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.meeting.models import OutcomeKind
from reports.exports.file_names import titled
from reports.exports.xlsx import workbook_response
from reports.filters import family_for, load_cycle, overseen_by
from reports.rater_agreement.export import answers_sheet
from reports.rater_agreement.value import choices_for

from .readme import readme_table
from .tidy import SCHOOL_ID, evidence_table, figures_table, means_table, practices_table, tidy_of


def load_tidy(request, slug):
    district, _cycles, records = load_cycle(request, slug)
    if records is None:
        raise Http404
    overseen = overseen_by(request, district)
    family = family_for(request, records, overseen)
    return district, tidy_of(records, overseen=overseen, family=family.pk)


@require_safe
def workbook(request, slug):
    district, tidy = load_tidy(request, slug)
    cycle = tidy.records.cycle
    choices = choices_for(request.user, cycle)
    tables = [for_people(draw(tidy)) for draw in (figures_table, in_words, evidence_table)]
    tables.insert(1, means_table(tidy))
    tables += [answers_sheet(tidy.records, choices)] if choices else []
    title = titled(cycle.name, _("Results"))
    sheets = [readme_table(tidy, choices), *tables]
    return workbook_response(sheets, title=title, place=district.slug, made_at=cycle.published_at, author=district.name)


@require_safe
def practices_download(request, slug, as_file):
    district, tidy = load_tidy(request, slug)
    return as_file(for_people(in_words(tidy)), f"{district.slug} {tidy.records.cycle.name}")


def for_people(table):
    return table.without(SCHOOL_ID.key)


def in_words(tidy):
    return practices_table(tidy, said={key: str(label) for key, label in OutcomeKind.choices})
