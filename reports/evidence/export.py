"""The evidence of a cycle as rows for downloads, from the value that the page shows."""

from django.utils.translation import gettext as _

from reports.exports.file_names import titled
from reports.exports.school_numbers import NUMBER, school_numbers
from reports.exports.table import CellKind, Field, Table, in_a_file
from reports.figures.evidence_counts import FIGURES
from reports.figures.scales import plain

from .value import EvidenceReport


def evidence_table(report: EvidenceReport) -> Table:
    head = (
        Field("family", _("Family of schools")),
        Field("characteristic", _("Characteristic")),
        Field("with_evidence", _("With evidence (%)"), CellKind.SHARE),
        Field("doing", _("Doing it (%)"), CellKind.SHARE),
        Field("improving", _("Improving it (%)"), CellKind.SHARE),
        Field("changing", _("Changing outcomes (%)"), CellKind.SHARE),
        Field("schools", _("Schools counted"), CellKind.WHOLE),
    )
    rows = (
        [
            report.family,
            f"{row.column.number} {row.column.short_name}" if row.column else _("All characteristics"),
            *(plain(figure, share.value) for figure, share in zip(FIGURES, row.shares, strict=True)),
            row.schools,
        ]
        for row in (report.overall, *report.rows)
    )
    return Table(titled(report.cycle.name, _("Evidence")), head, rows)


def unsupported_table(report: EvidenceReport) -> Table:
    head = (
        NUMBER,
        Field("family", _("Family of schools")),
        Field("team", _("Team")),
        Field("practice", _("Practice"), CellKind.CODE),
        Field("statement", _("Statement")),
        Field("level", _("Level"), CellKind.WHOLE),
        Field("kinds", _("Kinds of evidence"), CellKind.WHOLE),
        Field("asked", _("Kinds that the level asks for"), CellKind.WHOLE),
        Field("reason", _("Why without it")),
    )
    numbers = school_numbers(report.cycle.district)
    rows = (
        [
            numbers.get(team.school_pk), family, team.name, one.code, one.statement,
            one.level.value, one.kinds, one.asked, one.reason,
        ]
        for family, teams in report.unsupported.groups
        for team in teams
        for one in team.levels
    )  # fmt: skip
    return Table(titled(report.cycle.name, _("Agreed with less evidence than the level asks for")), head, rows)


def reused_table(report: EvidenceReport) -> Table:
    head = (
        NUMBER,
        Field("family", _("Family of schools")),
        Field("team", _("Team")),
        Field("piece", _("Piece of evidence")),
        Field("kind", _("Kind of evidence")),
        Field("rung", _("What it shows")),
        Field("practices", _("Practices"), CellKind.WHOLE),
        Field("codes", _("Codes")),
    )
    numbers = school_numbers(report.cycle.district)
    rows = (
        [
            numbers.get(piece.school_pk), piece.family_name, piece.team, piece.title, piece.kind, piece.rung,
            len(piece.codes), ", ".join(map(in_a_file, piece.codes)),
        ]
        for piece in report.pieces
    )  # fmt: skip
    return Table(titled(report.cycle.name, _("Pieces that are used most")), head, rows)
