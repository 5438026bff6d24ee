"""The meeting as its screens show it: the practices in two bands, its place, parked practices and outcomes.

Only two things here come from ratings: the bands, set when the meeting first started, and the spread of a revealed
practice, for a reader who was there.
"""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from assessments.cycles.models import MeetingPlace
from assessments.figures.sentences import spread_in_words
from assessments.rating import queries as rating_queries
from assessments.rating.rating_sql import seat_here
from assessments.rating.rendering.cards import CardRow
from frameworks import framework_cache, rendering
from frameworks.models.edition import Practice

from . import queries as meeting_queries
from .models import Outcome, Parked
from .spreads import spread_for

# How many of the practices stand beside the one that is talked about: some before it, more after it.
BEFORE, NEAR = 2, 8
# A timer counts one sitting: who comes back after longer than this sees it begin anew.
LONGEST_SITTING = 3600


@dataclass(frozen=True)
class Queued:
    """One practice in the order of the meeting, with its band, reveal, outcome, and whether it is parked.

    ``from_before``: it was revealed while the reader was not in the team. ``never_revealed``: it was not revealed
    before a first close, so its ratings stay hidden and the team can still agree.
    """

    practice: Practice
    number: int
    is_first: bool
    revealed: bool
    from_before: bool
    never_revealed: bool
    outcome: Outcome | None
    parked: Parked | None

    @property
    def takes_outcome(self):
        return self.revealed or self.never_revealed


@dataclass(frozen=True)
class Agenda:
    entries: tuple[Queued, ...]
    place: MeetingPlace | None

    @property
    def total(self):
        return len(self.entries)

    @property
    def first(self):
        return [entry for entry in self.entries if entry.is_first]

    @property
    def rest(self):
        return [entry for entry in self.entries if not entry.is_first]

    @property
    def here(self):
        """The meeting's practice; in a meeting from before places were stored, the first open one."""
        current = self.place.practice_id if self.place else None
        at_place = (entry for entry in self.entries if entry.practice.pk == current)
        return next(iter((*at_place, *self.open, *self.entries)), None)

    @property
    def open(self):
        return [entry for entry in self.entries if entry.outcome is None]

    @property
    def parked(self):
        return [entry for entry in self.entries if entry.parked]

    @property
    def agreed(self):
        return [entry.outcome for entry in self.entries if entry.outcome]

    def find(self, uuid):
        return next((entry for entry in self.entries if entry.practice.uuid == uuid), None)

    def before(self, entry):
        return self.entries[entry.number - 2] if entry.number > 1 else None

    def after(self, entry):
        return self.entries[entry.number] if entry.number < self.total else None

    def around(self, entry):
        return self.entries[max(0, entry.number - 1 - BEFORE) : entry.number - 1 + NEAR]

    @property
    def seconds(self):
        """How long the meeting has been at its practice, for the timer; 0 after a long time."""
        if self.place is None:
            return 0
        passed = int((timezone.now() - self.place.moved_at).total_seconds())
        return passed if 0 <= passed < LONGEST_SITTING else 0


def agenda_of(assessment, reader):
    """The meeting's practices and place, for one reader; in the edition's order before the start."""
    practices, revealed, outcomes = meeting_queries.meeting_of(assessment, reader)
    parked = {row.practice_id: row for row in Parked.objects.filter(assessment=assessment)}
    first, started, closed_once = (
        meeting_queries.first_band_of(assessment),
        assessment.meeting_started_at,
        assessment.record_id,
    )
    entries = (
        Queued(
            practice=practice,
            number=number,
            is_first=practice.pk in first,
            revealed=bool(started and practice.pk in revealed),
            from_before=not revealed.get(practice.pk, True),
            never_revealed=bool(closed_once and practice.pk not in revealed),
            outcome=outcomes.get(practice.pk),
            parked=parked.get(practice.pk),
        )
        for number, practice in enumerate(practices, start=1)
    )
    place = MeetingPlace.objects.filter(assessment=assessment).select_related("moved_by").first()
    return Agenda(tuple(entries), place)


@dataclass(frozen=True)
class PracticeSheet:
    """The spread of a revealed practice, as columns of dots and in words; otherwise empty, with the reason."""

    columns: tuple[dict[str, Any], ...] = ()
    in_words: str = ""
    from_before: bool = False
    ended: bool = False


def sheet_of(assessment, entry, reader):
    """The spread of a practice, for a reader who was there at its reveal, where enough had answered."""
    if not entry.revealed:
        return PracticeSheet()
    if entry.from_before or assessment.cycle.ratings_have_ended:
        return PracticeSheet(from_before=entry.from_before, ended=assessment.cycle.ratings_have_ended)
    spread = spread_for(assessment, entry.practice, reader)
    if spread is None:
        return PracticeSheet()
    scale = assessment.cycle.scale_id
    columns = zip(rendering.tiles(scale, assessment.team), spread.counts, strict=True)
    drawn = tuple({**tile, "people": count, "dots": range(count)} for tile, count in columns)
    return PracticeSheet(drawn, spread_in_words(spread, framework_cache.levels_of(scale)))


def own_rating_row(assessment, user, entry):
    """A person's own answer, for that person alone; None without a seat in this team."""
    seat = seat_here(assessment, user)
    if seat is None:
        return None
    rating = rating_queries.own_ratings(seat, [entry.practice.pk]).get(entry.practice.pk)
    return CardRow(entry.practice, rating, revealed=entry.revealed)
