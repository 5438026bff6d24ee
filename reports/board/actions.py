"""The words of the board report: write them, mark them as ready for trustees, take them back."""

from django.db import transaction
from django.utils import timezone

from assessments.cycles.models import Cycle
from districts.history import record_change
from people.errors import StaleRevision
from people.users import User

from .errors import NothingWritten
from .models import BoardNotes
from .notes import notes_of


@transaction.atomic
def write_notes(*, cycle: Cycle, learned: str, next_steps: str, revision: int, by: User) -> BoardNotes:
    """Save the words as a draft; what trustees read stays as it was.

    ``revision`` is the one the person saw; raises ``StaleRevision`` with what somebody else has saved since.
    """
    notes = locked_notes(cycle)
    if notes.draft == (learned, next_steps):
        return notes
    if notes.revision != revision:
        raise StaleRevision(notes)
    notes.learned, notes.next_steps = learned, next_steps
    notes.written_by, notes.written_at = by, timezone.now()
    notes.revision += 1
    notes.save()
    return notes


@transaction.atomic
def mark_as_ready(*, cycle: Cycle, revision: int, by: User) -> BoardNotes:
    """Let trustees read the words; raises ``StaleRevision`` if they are not those the person saw."""
    notes = locked_notes(cycle)
    if notes.revision != revision:
        raise StaleRevision(notes)
    if not any(notes.draft):
        raise NothingWritten
    notes.ready_learned, notes.ready_next_steps = notes.draft
    notes.ready_at, notes.ready_by = timezone.now(), by
    notes.save()
    record_change("board_words_ready", district=cycle.district, by=by, cycle=cycle.name)
    return notes


@transaction.atomic
def take_back(*, cycle: Cycle, by: User) -> None:
    """Make the words a draft again, which trustees do not read; links already shared keep their copy."""
    notes = locked_notes(cycle)
    if notes.ready_at is None:
        return
    notes.ready_learned = notes.ready_next_steps = ""
    notes.ready_at = notes.ready_by = None
    notes.save()
    record_change("board_words_taken_back", district=cycle.district, by=by, cycle=cycle.name)


def locked_notes(cycle: Cycle) -> BoardNotes:
    """A cycle's words, locked against everybody else who writes them."""
    # The cycle's row is there before the first words are.
    Cycle.objects.select_for_update(no_key=True).get(pk=cycle.pk)
    return notes_of(cycle)
