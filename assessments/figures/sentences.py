"""Figures in one plain sentence, for the people in the room."""

from collections.abc import Sequence
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .closeness import Closeness, closeness_of_team
from .spread import Spread


class NamedLevel(Protocol):
    @property
    def words_label(self) -> str: ...


def spread_in_words(spread: Spread, levels: Sequence[NamedLevel]) -> str:
    """A sentence on the spread with a question for the discussion, and who had not enough information."""
    chosen = [position for position, count in enumerate(spread.counts) if count]
    low, high = chosen[0], chosen[-1]
    said = {
        "low": levels[low].words_label,
        "high": levels[high].words_label,
        "few": spread.counts[low],
        "many": spread.counts[high],
    }
    sentence = sentence_of(closeness_of_team(spread.counts)) % said
    return " ".join(filter(None, (sentence, not_enough_in_words(spread.not_enough))))


def sentence_of(closeness: Closeness | None) -> str:
    """The template for a closeness; ``low`` and ``high`` are the lowest and highest levels chosen."""
    if closeness == Closeness.EVERYBODY:
        return _("Everybody who gave a level said “%(low)s”.")
    if closeness == Closeness.ONE_HIGHER:
        return _("Nearly everybody said “%(low)s”, one a level higher. What may that answer rest on?")
    if closeness == Closeness.ONE_LOWER:
        return _("Nearly everybody said “%(high)s”, one a level lower. What may that answer rest on?")
    if closeness == Closeness.CLOSE:
        return _("Close together: from “%(low)s” to “%(high)s”, all within one level of the middle.")
    if closeness == Closeness.MOSTLY_CLOSE:
        return _(
            "Mostly close together: from “%(low)s” to “%(high)s”, most within one level of the middle. "
            "What have the others seen?"
        )
    if closeness == Closeness.TWO_CAMPS:
        return _(
            "Two camps: %(few)d at “%(low)s”, %(many)d at “%(high)s”, nobody between. "
            "What have some seen that others have not?"
        )
    return _("Spread out, from “%(low)s” to “%(high)s”. What do the answers rest on?")


CLOSENESS = {
    Closeness.EVERYBODY: gettext_lazy("everybody"),
    Closeness.ONE_HIGHER: gettext_lazy("nearly everybody, one a level higher"),
    Closeness.ONE_LOWER: gettext_lazy("nearly everybody, one a level lower"),
    Closeness.CLOSE: gettext_lazy("close together"),
    Closeness.MOSTLY_CLOSE: gettext_lazy("mostly close"),
    Closeness.TWO_CAMPS: gettext_lazy("two camps"),
    Closeness.SPREAD: gettext_lazy("spread"),
}


def closeness_in_words(closeness: Closeness) -> str:
    return str(CLOSENESS[closeness])


def not_enough_in_words(people: int) -> str:
    if not people:
        return ""
    words = ngettext(
        "%(count)d person had not enough information.", "%(count)d people had not enough information.", people
    )
    return words % {"count": people}
