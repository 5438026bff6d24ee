"""Personal data in reports: files a person asked for, the board's words they wrote, links they made."""

from django.utils.translation import gettext_lazy

from people.personal_data.registry import act, table
from reports.board.models import BoardNotes, Export
from reports.sharing.models import SharedReport

table(
    "exports",
    gettext_lazy("Files of board reports that you asked for"),
    Export,
    "person",
    {
        "cycle": "cycle__name",
        "kind": "kind",
        "language": "language",
        "asked_at": "asked_at",
        "finished_at": "finished_at",
    },
    # Its figures and bytes are the district's.
    without=("id", "frozen", "started_at", "problem", "content"),
)
of_cycle = {"about": "cycle__name", "district": "cycle__district__name"}
act("board_written", gettext_lazy("wrote words of a board report"), BoardNotes, "written_by", "written_at", **of_cycle)
act(
    "board_ready",
    gettext_lazy("let trustees read words of a board report"),
    BoardNotes,
    "ready_by",
    "ready_at",
    **of_cycle,
)
act("link_shared", gettext_lazy("made a link to a board report"), SharedReport, "made_by", "made_at", **of_cycle)
act(
    "link_revoked",
    gettext_lazy("revoked a link to a board report"),
    SharedReport,
    "revoked_by",
    "revoked_at",
    **of_cycle,
)
