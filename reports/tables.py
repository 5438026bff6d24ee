"""Each report as rows for a download, from the same value that the page draws."""

from django.utils.translation import gettext as _

from people.text import labelled

from .figures import COVERAGE, LEVEL, TARGET
from .scales import plain


def heatmap_table(heatmap):
    """The heatmap: a row each for the district, its team, the families' means and the schools."""
    unit = " (%)" if heatmap.measure.figure.is_share else ""
    heads = [f"{column.number} {column.short_name}" for column in heatmap.columns]
    agreed, applicable = _("practices agreed"), _("practices that apply")
    head = [
        _("Family of schools"),
        _("School"),
        *(labelled(head, f"{heatmap.measure.label}{unit}") for head in heads),
        _("Coverage (%)"),
        *(labelled(head, agreed) for head in heads),
        *(labelled(head, applicable) for head in heads),
    ]
    return head, heatmap_rows(heatmap)


def heatmap_rows(heatmap):
    """The rows of the heatmap's download."""
    top = [("", row) for row in (heatmap.district, *heatmap.teams)]
    grouped = [
        (group.name, row) for group in heatmap.groups for row in ((group.means,) if group.means else ()) + group.rows
    ]
    for family, row in (*top, *grouped):
        counts = [cell.counts for cell in row.cells]
        yield [
            family,
            _("All schools of the family") if row.kind == "family" else row.name,
            *(plain(heatmap.measure.figure, cell.value) for cell in row.cells),
            "" if row.coverage[0] is None else row.coverage[0],
            *("" if own is None else own.agreed for own in counts),
            *("" if own is None else own.applicable for own in counts),
        ]


def practices_table(table):
    """Practices × schools: the agreed level, or in words what else the team said."""
    head = [_("Family of schools"), _("School"), *(summary.code for summary in table.summaries)]
    grouped = [(name, row) for name, rows in table.groups for row in rows]
    rows = (
        [family, row.name, *(cell.text if cell.value is None else cell.value for cell in row.cells)]
        for family, row in (*(("", row) for row in table.teams), *grouped)
    )
    return head, rows


def record_table(report):
    """A team's record: one row a practice."""
    head = [
        _("Characteristic"), _("Practice"), _("Statement"), _("Outcome"), _("Level"), _("Why"),
        _("Who sees it differently, and why"), _("Locally different on purpose"),
        _("Without the evidence that its level asks for"), _("Median"), _("Within one level of it"),
        _("Not enough information"), _("Evidence"),
    ]  # fmt: skip
    rows = (
        [
            f"{section.column.number} {section.column.short_name}", practice.code, practice.statement,
            practice.outcome, "" if practice.value is None else practice.value, practice.reason, practice.dissent,
            yes(practice.locally_different), yes(practice.unsupported), practice.median, practice.within_one,
            practice.not_enough, "; ".join(title_of(piece) for piece in practice.evidence),
        ]
        for section in report.sections
        for practice in section.practices
    )  # fmt: skip
    return head, rows


def yes(value):
    """Yes, or nothing."""
    return _("yes") if value else ""


def title_of(piece):
    """The title of a piece of evidence, or that it was withdrawn."""
    return _("withdrawn") if piece.withdrawn_at else piece.title


def board_table(board):
    """The district at a glance."""
    head = [_("Characteristic"), _("Level"), _("At or above target (%)"), _("Coverage (%)"), _("Schools counted")]
    rows = (
        [
            f"{row.column.number} {row.column.short_name}",
            plain(LEVEL, row.level),
            plain(TARGET, row.at_target),
            plain(COVERAGE, row.coverage),
            row.schools,
        ]
        for row in board.rows
    )
    return head, rows


def progress_table(progress):
    """Progress by team."""
    head = [
        _("Family of schools"),
        _("Team"),
        _("State"),
        _("Last day"),
        _("People who rate"),
        _("Answers"),
        _("Answers expected"),
    ]
    rows = (
        [name, row.name, row.state.label, row.due.isoformat(), row.people, row.answered, row.expected]
        for name, found in progress.groups
        for row in found
    )
    return head, rows


def province_table(tables):
    """Districts × characteristics, one column a characteristic's number."""
    numbers = sorted({number for table in tables for number, _name in table.columns})
    head = [_("District"), _("Cycle"), _("Published"), *map(str, numbers)]

    def rows():
        for table in tables:
            places = {number: i for i, (number, _name) in enumerate(table.columns)}
            for row in table.rows:
                shown = [row.cells[places[n]].value if n in places else None for n in numbers]
                yield [
                    row.cycle.district.name,
                    row.cycle.name,
                    row.cycle.published_at.date().isoformat(),
                    *(plain(LEVEL, value) for value in shown),
                ]

    return head, rows()
