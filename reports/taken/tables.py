"""Each report as rows for a download, from the same value that the page draws."""

from django.utils.translation import gettext as _

from people.text import labelled

from ..values.figures import LEVEL
from ..values.scales import plain
from .names import titled
from .school_numbers import NUMBER, number_of_row, school_numbers
from .table import Field, Kind, Table, in_a_file


def heatmap_table(heatmap):
    """The heatmap: a row each for the district, its team, the families' means and the schools."""
    measure, columns = heatmap.measure, heatmap.columns
    unit, kind = (" (%)", Kind.SHARE) if measure.figure.is_share else ("", Kind.LEVEL)

    def fields(key, words, kind):
        return (
            Field(f"{key}_{column.number}", labelled(f"{column.number} {column.short_name}", words), kind)
            for column in columns
        )

    head = (
        NUMBER,
        Field("family", _("Family of schools")),
        Field("school", _("School")),
        *fields(measure.key, f"{measure.label}{unit}", kind),
        Field("coverage", _("Coverage (%)"), Kind.SHARE),
        *fields("agreed", _("practices agreed"), Kind.WHOLE),
        *fields("applicable", _("practices that apply"), Kind.WHOLE),
    )
    numbers = school_numbers(heatmap.cycle.district)
    return Table(titled(heatmap.cycle.name, _("Results"), measure.label), head, heatmap_rows(heatmap, numbers))


def heatmap_rows(heatmap, numbers):
    """The rows of the heatmap's download."""
    for row in heatmap.rows:
        counts = [cell.counts for cell in row.cells]
        yield [
            number_of_row(row, numbers),
            row.family,
            _("All schools of the family") if row.kind == "family" else row.name,
            *(plain(heatmap.measure.figure, cell.value) for cell in row.cells),
            row.coverage[0],
            *(None if own is None else own.agreed for own in counts),
            *(None if own is None else own.applicable for own in counts),
        ]


def practices_table(table):
    """Practices × schools: the agreed level, or in words what else the team said."""
    head = (
        NUMBER,
        Field("family", _("Family of schools")),
        Field("school", _("School")),
        *(Field(summary.code, in_a_file(summary.code)) for summary in table.summaries),
    )
    numbers = school_numbers(table.cycle.district)
    rows = (
        [
            number_of_row(row, numbers),
            row.family,
            row.name,
            *(cell.text if cell.value is None else cell.value for cell in row.cells),
        ]
        for row in table.rows
    )
    return Table(titled(table.cycle.name, _("Characteristic"), table.column.number), head, rows)


def record_table(report):
    """A team's record: one row a practice."""
    head = (
        Field("characteristic", _("Characteristic")),
        Field("practice", _("Practice"), Kind.CODE),
        Field("statement", _("Statement")),
        Field("outcome", _("Outcome")),
        Field("level", _("Level"), Kind.WHOLE),
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


def yes(value):
    """Yes, or nothing."""
    return _("yes") if value else ""


def title_of(piece):
    """The title of a piece of evidence, or that it was withdrawn."""
    return _("withdrawn") if piece.withdrawn_at else piece.title


def progress_table(progress):
    """Progress by team."""
    head = (
        NUMBER,
        Field("family", _("Family of schools")),
        Field("team", _("Team")),
        Field("state", _("State")),
        Field("last_day", _("Last day"), Kind.DATE),
        Field("people", _("People who rate"), Kind.WHOLE),
        Field("answers", _("Answers"), Kind.WHOLE),
        Field("expected", _("Answers expected"), Kind.WHOLE),
        Field("ready", _("Ready to meet")),
    )
    numbers = school_numbers(progress.cycle.district)
    rows = (
        [
            numbers.get(row.school_pk), name, row.name, row.state.label, row.due,
            row.people, row.answered, row.expected, yes(row.ready),
        ]
        for name, found in progress.groups
        for row in found
    )  # fmt: skip
    return Table(titled(progress.cycle.name, _("Progress")), head, rows)


def province_table(tables):
    """Districts × characteristics, one column a characteristic's number."""
    numbers = sorted({number for table in tables for number, _name in table.columns})
    head = (
        Field("district", _("District")),
        Field("cycle", _("Cycle")),
        Field("published", _("Published"), Kind.DATE),
        *(Field(f"level_{number}", labelled(_("Level"), str(number)), Kind.LEVEL) for number in numbers),
    )

    def rows():
        for table in tables:
            places = {number: i for i, (number, _name) in enumerate(table.columns)}
            for row in table.rows:
                shown = [row.cells[places[n]].value if n in places else None for n in numbers]
                yield [
                    row.cycle.district.name,
                    row.cycle.name,
                    row.cycle.published_on,
                    *(plain(LEVEL, value) for value in shown),
                ]

    return Table(_("Province"), head, rows())
