"""How people rated, one row a practice: of the chosen schools for a download, of all for a workbook's sheet."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from frameworks.framework_cache import practices_of
from people.text import labelled
from reports.exports.file_names import titled
from reports.exports.table import CellKind, Field, Row, Table
from reports.figures.legend import NOT_SHOWN
from reports.figures.outcomes import LEVEL
from reports.figures.records import CycleRecords
from reports.figures.scales import plain

from .value import RaterAgreement, Schools, answers_of, every_share


def rater_agreement_table(report: RaterAgreement) -> Table:
    """Shares as text, since "under 5 %" is no number, beside what the same schools' teams agreed."""
    head = (
        Field("schools", _("Schools")),
        Field("people", _("People who answered"), CellKind.WHOLE),
        Field("characteristic", _("Characteristic")),
        Field("practice", _("Practice"), CellKind.CODE),
        *(
            Field(f"answer_{place}", labelled(answer.label, _("share")))
            for place, answer in enumerate(report.answers, 1)
        ),
        Field("agreed", _("Agreed level, mean of the schools"), CellKind.LEVEL),
        Field("agreed_schools", _("Schools with an agreed level"), CellKind.WHOLE),
        Field("note", _("Note")),
    )
    return Table(titled(report.cycle.name, _("How people rated")), head, rows_of(report))


def answers_sheet(records: CycleRecords, choices: Sequence[Schools]) -> Table:
    """Every share of these schools, one column an answer, as numbers: 0 for less than a step, None if not shown."""
    answers = answers_of(records.scale)
    head = (
        Field("schools", _("Schools")),
        Field("people", _("People who answered"), CellKind.WHOLE),
        Field("step", _("Shares in steps of (%)"), CellKind.WHOLE),
        Field("characteristic", _("Characteristic"), CellKind.WHOLE),
        Field("practice", _("Practice"), CellKind.CODE),
        *(Field(f"answer_{place}", f"{answer.label} (%)", CellKind.SHARE) for place, answer in enumerate(answers, 1)),
    )
    shares, not_shown = every_share(choices), [None] * len(answers)
    rows = (
        [
            schools.name,
            schools.people,
            schools.step,
            practice.characteristic.number,
            practice.code,
            *shares[schools.key].get(practice.pk, not_shown),
        ]
        for schools in choices
        for practice in practices_of(records.cycle.edition_id).values()
    )
    return Table(_("How people rated"), head, rows)


def rows_of(report: RaterAgreement) -> Iterator[Row]:
    for rated in report.in_order:
        shares: list[str | None] = [share.text for share in rated.shares] or [None] * len(report.answers)
        characteristic = rated.practice.characteristic
        yield [
            report.chosen.name,
            report.chosen.people,
            f"{characteristic.number} {characteristic.words_short_name}",
            rated.practice.code,
            *shares,
            plain(LEVEL, rated.agreed),
            rated.schools,
            "" if rated.shares else str(NOT_SHOWN),
        ]
