"""The progress of a cycle's teams as rows for a download."""

from django.utils.translation import gettext as _

from reports.exports.file_names import titled
from reports.exports.school_numbers import NUMBER, school_numbers
from reports.exports.table import CellKind, Field, Table, yes

from .value import CycleProgress


def progress_table(progress: CycleProgress) -> Table:
    head = (
        NUMBER,
        Field("family", _("Family of schools")),
        Field("team", _("Team")),
        Field("state", _("State")),
        Field("last_day", _("Last day"), CellKind.DATE),
        Field("people", _("People who rate"), CellKind.WHOLE),
        Field("answers", _("Answers"), CellKind.WHOLE),
        Field("expected", _("Answers expected"), CellKind.WHOLE),
        Field("ready", _("Ready to meet")),
    )
    numbers = school_numbers(progress.cycle.district)
    rows = (
        [
            numbers.get(row.school_pk), name, row.name, row.state.label, row.due,
            row.people, row.answered, row.expected, yes(row.ready),
        ]
        for name, teams in progress.groups
        for row in teams
    )  # fmt: skip
    return Table(titled(progress.cycle.name, _("Progress")), head, rows)
