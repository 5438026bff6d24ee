"""A practice as a card or a row of the table: its values, worked out once for a template that writes them many times."""

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from assessments.criteria.models import CriterionVersion
from assessments.criteria.queries import Described
from assessments.evidence.models import Evidence
from frameworks.models.edition import Practice
from frameworks.rendering import LookFors, look_fors
from people.addresses import address
from people.typed_by import hidden_inputs_of

from ..forms import RatingForm
from ..models import Answer, Rating
from .answers import answer_choices
from .saved import Saved, saved_of

NO_PRACTICE = uuid.UUID(int=0)
NO_KEY = str(NO_PRACTICE)
# Success criteria of a practice that are longer than this, in characters, open when they are asked for.
LONG = 1200
# A longer title of a piece of evidence is cut.
LONGEST_TITLE = 60


@dataclass(frozen=True)
class CardRow:
    practice: Practice
    rating: Rating | None
    evidence: tuple[Evidence, ...] = ()
    revealed: bool = False
    form: RatingForm | None = None
    stored: Rating | None = None
    described: tuple[Described, ...] = ()

    @property
    def chosen(self):
        if self.form and self.form.is_bound:
            return self.form.data.get("answer", "")
        if self.rating is None or self.rating.answer == Answer.WITHDRAWN or self.rating.is_sealed:
            return ""
        return str(self.rating.level.value) if self.rating.level_id else self.rating.answer

    @property
    def note(self):
        if self.form and self.form.is_bound:
            return self.form.data.get("note", "")
        return self.rating.note if self.rating else ""

    @property
    def chosen_label(self):
        level = self.form.levels.get(self.chosen) if self.form else None
        return level.words_label if level else dict(Answer.choices).get(self.chosen, "–")

    @property
    def revision(self):
        """The revision to base the next save on; after a conflict the stored one, which the person has seen."""
        shown = self.stored or self.rating
        return shown.revision if shown else 0

    @property
    def saved(self):
        return self.rating if self.rating and self.rating.answer != Answer.WITHDRAWN else None

    @property
    def can_be_taken_back(self):
        """Whether the card offers to take the answer back: a script shows it as soon as there is one."""
        return bool(self.saved) or self.chosen == Answer.WITHDRAWN


class Card(NamedTuple):
    """The values of one card."""

    key: str
    code: str
    statement: str
    heading: str
    is_live: bool
    is_revealed: bool
    rate_url: str
    chosen: str
    can_be_taken_back: bool
    note: str
    note_is_open: bool
    saved: Saved
    criteria: tuple[tuple[int, str, str, str, str], ...]
    criteria_are_open: bool
    criteria_url: str
    evidence: tuple[tuple[str, str, str, str], ...]
    evidence_url: str
    drop_url: str
    look_fors: LookFors | None


class Page:
    """What is the same for all practices of a page."""

    def __init__(self, request, assessment):
        self.assessment = assessment
        self.is_on = assessment.rating_is_on
        self.in_the_room = assessment.in_the_room
        self.token = hidden_inputs_of(request)
        self.language = assessment.cycle.edition.language
        self.choices = answer_choices(assessment.cycle.scale_id, assessment.team)
        self.rate_url = self.place("rate_practice")

    def place(self, name):
        """An address about a practice, with ``NO_KEY`` for the practice: to find each takes longer than to draw a card."""
        return address(f"assessments:{name}", self.assessment.pk, NO_PRACTICE)


def with_headings(rows):
    """Each row, and the name of its stakeholder group before the first of it, else nothing."""
    group = None
    for row in rows:
        before, group = group, row.practice.stakeholder_group_id
        yield row, str(row.practice.stakeholder_group) if group and group != before else ""


class CardPage(Page):
    """The cards of one characteristic."""

    def __init__(self, request, assessment, rows):
        super().__init__(request, assessment)
        self.look_fors = look_fors(assessment.cycle.edition_id)
        # Looked up once: a field's own display takes longer than the rest of a chip.
        self.carriers, self.rungs = in_words(Evidence.Carrier.choices), in_words(Evidence.Rung.choices)
        self.criteria_url, self.evidence_url = self.place("criterion_practice"), self.place("evidence_add")
        self.drop_url = "" if assessment.is_finished else self.place("evidence_drop")
        self.piece_url = address("assessments:evidence_detail", assessment.pk, 0)
        self.cards = [self.card(row, heading) for row, heading in with_headings(rows)]

    def card(self, row, heading):
        """The values of one."""
        practice, chosen, note = row.practice, row.chosen, row.note
        key = str(practice.uuid)
        return Card(
            key=key,
            code=practice.code,
            statement=practice.words_statement,
            heading=heading,
            is_live=self.is_on and not row.revealed,
            is_revealed=row.revealed,
            rate_url=self.rate_url.replace(NO_KEY, key),
            chosen=chosen,
            can_be_taken_back=row.can_be_taken_back,
            note=note,
            note_is_open=bool(note) or bool(row.form and "note" in row.form.errors),
            saved=saved_of(row, self.assessment),
            criteria=tuple(self.criterion(level) for level in row.described),
            criteria_are_open=sum(len(level.text) for level in row.described) <= LONG,
            criteria_url=self.criteria_url.replace(NO_KEY, key),
            evidence=tuple(self.chip(piece) for piece in row.evidence),
            evidence_url=self.evidence_url.replace(NO_KEY, key),
            drop_url=self.drop_url.replace(NO_KEY, key),
            look_fors=self.look_fors.get(practice.pk),
        )

    @cached_property
    def lenses(self):
        """The words of the lenses, on a page that has one."""
        return in_words(CriterionVersion.Lens.choices)

    def criterion(self, level):
        """A described level: the step of its colour, its value and label, its lens and its words."""
        tile = level.tile
        return tile["step"], tile["value"], tile["label"], self.lenses[level.lens] if level.lens else "", level.text

    def chip(self, piece):
        """A piece of evidence: its address, what carries it, its title and its rung."""
        url = self.piece_url.replace("/0/", f"/{piece.pk}/")
        return url, self.carriers[piece.carrier], shortened(piece.title), self.rungs[piece.rung]


def in_words(choices):
    """The labels of choices by their values, in the reader's language."""
    return {value: str(label) for value, label in choices}


def shortened(title, length=LONGEST_TITLE):
    return title if len(title) <= length else title[: length - 1] + "…"
