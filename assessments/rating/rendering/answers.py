"""The answers that a practice offers, as plain texts."""

from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from frameworks.caching import ttl_cached
from frameworks.rendering import tiles

from ..models import Answer


class AnswerChoice(NamedTuple):
    """One answer: what is sent, its words, the class and text of its sign; of a level also what it means here."""

    value: str
    label: str
    css: str
    sign: str
    anchor: str = ""


class AnswerChoices(NamedTuple):
    """All answers: a level each, lowest first, those without a level, and taking one's answer back."""

    levels: tuple[AnswerChoice, ...]
    unscored: tuple[AnswerChoice, ...]
    take_back: AnswerChoice


class TileReader(NamedTuple):
    """Whose anchors are read: a school's team, or a district's team."""

    school_id: int | bool | None


def answer_choices(scale_id, team):
    """The answers of a scale in the reader's language, as this team reads them; kept, for every page shows them."""
    return _answer_choices((scale_id, TileReader(bool(team.school_id)), get_language()))


@ttl_cached
def _answer_choices(key):
    scale_id, reader, _language = key
    return AnswerChoices(
        levels=tuple(
            AnswerChoice(tile["value"], str(tile["label"]), f"lvl-{tile['step']}", tile["value"], tile["anchor"])
            for tile in tiles(scale_id, reader)
        ),
        unscored=(
            AnswerChoice(str(Answer.NOT_ENOUGH_INFORMATION), _("Not enough information"), "k-rest", "?"),
            AnswerChoice(str(Answer.DOES_NOT_APPLY), _("Does not apply, because…"), "k-rest", "–"),
        ),
        take_back=AnswerChoice(str(Answer.WITHDRAWN), _("Take my answer back"), "k-rest", "×"),
    )
