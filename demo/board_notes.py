"""The board reports of the demo: what was learned and what comes next."""

from dataclasses import dataclass
from datetime import timedelta

from people.accounts import DEMO_DOMAIN
from people.users import User
from reports.board.actions import mark_as_ready, write_notes
from reports.board.models import BoardNotes

from .texts import read_texts


@dataclass(frozen=True)
class NotesTexts:
    learned: str
    next_steps: str


def create_board_notes(cycle):
    superintendent = User.objects.get(email=f"superintendent{DEMO_DOMAIN}")
    texts = read_texts("board_notes", dict[int, NotesTexts])[cycle.number]
    notes = write_notes(
        cycle=cycle.cycle, by=superintendent, learned=texts.learned, next_steps=texts.next_steps, revision=0
    )
    mark_as_ready(cycle=cycle.cycle, revision=notes.revision, by=superintendent)
    moment = cycle.moment(cycle.dates.published + timedelta(days=6), 9)
    BoardNotes.objects.filter(pk=notes.pk).update(written_at=moment, ready_at=moment + timedelta(minutes=20))
