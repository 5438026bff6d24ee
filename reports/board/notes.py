"""Which words of the board report somebody reads: those who write it the draft, everybody else what was marked as ready."""

from .models import BoardNotes
from .value import BoardWords


def notes_of(cycle):
    """What was written about a cycle; empty, with revision 0, where nothing was."""
    return BoardNotes.objects.filter(cycle=cycle).first() or BoardNotes(cycle=cycle)


def words_read_by(user, cycle):
    """The words that a person reads."""
    notes = notes_of(cycle)
    if user.has_perm("reports.write_board", cycle.district):
        return BoardWords(*notes.draft, is_draft=notes.waits)
    return BoardWords(*notes.ready)


def words_to_share(cycle):
    """The words that leave the district: never a draft."""
    return BoardWords(*notes_of(cycle).ready)
