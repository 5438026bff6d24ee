"""What became of the last save of a practice, and what the next one needs: the part of a card that every save replaces."""

import uuid
from typing import TYPE_CHECKING, NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from people.addresses import address

from ..models import Answer

if TYPE_CHECKING:
    from .cards import CardRow


class Saved(NamedTuple):
    """``state`` is one of saved, sealed, taken_back, unsaved, or empty where nothing was ever said; ``words`` say it."""

    key: str
    at: str
    revision: int
    client_id: str
    state: str
    words: str
    # Only where something could not be saved: what was typed, and the page that shows what is saved.
    row: "CardRow | None"
    page: str


def saved_of(row, assessment):
    """The values of this part for a ``CardRow``."""
    rating, key = row.rating, str(row.practice.uuid)
    at = date_format(localtime(rating.saved_at), "TIME_FORMAT") if rating else ""
    values = key, at, row.revision, str(uuid.uuid4())
    if row.stored or (row.form and row.form.errors):
        number = row.practice.characteristic.number
        return Saved(*values, "unsaved", "", row, address("assessments:rate_characteristic", assessment.pk, number))
    return Saved(*values, *state_of(rating, at), None, "")


def state_of(rating, at):
    """The state of a rating saved at this time, and in words."""
    if rating is None:
        return "", ""
    if rating.answer == Answer.WITHDRAWN:
        return "taken_back", _("Taken back")
    if rating.is_sealed:
        return "sealed", _("Answered; your answer is sealed")
    return "saved", _("Saved %(time)s") % {"time": at}


class Progress(NamedTuple):
    """How much one person has answered, of all and of the characteristic of a practice just saved."""

    code: str
    is_answered: bool
    number: int
    answered: int
    total: int
    answered_here: int
    total_here: int
    dot: str


def progress_of(practice, counts, is_answered):
    """What a save changes elsewhere on its page; ``counts`` as ``rating_sql.answered_now`` gives them."""
    dot = dot_of(counts["answered_here"], counts["total_here"])
    return Progress(practice.code, is_answered, practice.characteristic.number, **counts, dot=dot)


def dot_of(answered, total):
    """The class of the dot that says how much of something is answered."""
    return "dot dot-all" if answered and answered == total else "dot dot-some" if answered else "dot"
