"""Which words of the board report a person reads: its writers the draft, everybody else those marked as ready."""

from .models import BoardNotes
from .value import BoardWords


def notes_of(cycle):
    return BoardNotes.objects.filter(cycle=cycle).first() or BoardNotes(cycle=cycle)


def words_read_by(user, cycle):
    notes = notes_of(cycle)
    if user.has_perm("reports.write_board", cycle.district):
        return BoardWords(*notes.draft, is_draft=notes.waits)
    return BoardWords(*notes.ready)


def words_to_share(cycle):
    """The words that may leave the district: never a draft."""
    return BoardWords(*notes_of(cycle).ready)
