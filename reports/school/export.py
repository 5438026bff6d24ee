"""A team's record as rows for a download."""

from django.utils.translation import gettext as _

from assessments.record.models import RecordEvidence
from reports.exports.file_names import titled
from reports.exports.table import CellKind, Field, Table, yes

from .value import TeamReport


def record_table(report: TeamReport) -> Table:
    head = (
        Field("characteristic", _("Characteristic")),
        Field("practice", _("Practice"), CellKind.CODE),
        Field("statement", _("Statement")),
        Field("outcome", _("Outcome")),
        Field("level", _("Level"), CellKind.WHOLE),
        Field("reason", _("Why")),
        Field("dissent", _("How it is seen differently")),
        Field("locally_different", _("Locally different on purpose")),
        Field("unsupported", _("Without the evidence that its level asks for")),
        Field("may_be_asked", _("Other schools may ask")),
        Field("evidence", _("Evidence")),
    )
    rows = (
        [
            f"{section.column.number} {section.column.short_name}", practice.code, practice.statement,
            practice.outcome, practice.value, practice.reason, practice.dissent,
            yes(practice.locally_different), yes(practice.unsupported), yes(practice.may_be_asked),
            "; ".join(title_of(piece) for piece in practice.evidence),
        ]
        for section in report.sections
        for practice in section.practices
    )  # fmt: skip
    return Table(titled(report.record.cycle.name, _("Record"), report.name), head, rows)


def title_of(piece: RecordEvidence) -> str:
    return _("withdrawn") if piece.withdrawn_at else piece.title
