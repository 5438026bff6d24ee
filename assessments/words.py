"""Figures put into one plain sentence, for the people in the room."""

from functools import cache

from django.utils.html import json_script
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from .figures import Shape, shape


def words_of_saving():
    """What the rate screen says of an answer on its way, for its script, which puts in time and number."""
    return _words_of_saving(get_language())


@cache
def _words_of_saving(_language):
    words = {
        "rest": _("Each answer is saved as you choose it."),
        "keeping": _("Saving…"),
        "saved": _("All saved, {time}"),
        "waiting": _("Waiting for the connection; kept on this device: {number}"),
        "onThisDevice": _("Kept on this device"),
        "onlyHere": _("Not saved yet: {number}. Keep this page open until the server answers."),
        "keepOpen": _("Not saved yet. Keep this page open."),
        "signedOut": _("You are signed out. Kept on this device until you sign in again: {number}"),
        "signedOutHere": _("You are signed out. Keep this page open and sign in in a new tab. Not saved yet: {number}"),
        "notSaved": _("Could not be saved: {number}."),
        "refused": _("Not saved."),
        "yours": _("You had answered: {answer}"),
        "noteAlone": _("Not saved yet. Choose an answer; the note is saved with it."),
    }
    return json_script(words, "rate-words")


def spread_in_words(spread, levels):
    """What the dots say: agreement, neighbours, or camps; and who had not enough information."""
    found, low, high = shape(spread.counts)
    below = sum(spread.counts[: low + 1])
    said = {
        "low": levels[low].words_label,
        "high": levels[high].words_label,
        "few": below,
        "many": spread.people - below,
        "one": levels[low if below == 1 else high].words_label,
    }
    return " ".join(filter(None, (sentence_of(found) % said, not_enough_in_words(spread.not_enough))))


def sentence_of(found):
    """The sentence for a shape, with the question that helps the talk along."""
    if found == Shape.TOGETHER:
        return _("Everybody who gave a level said “%(low)s”.")
    if found == Shape.NEAR:
        return _("All within one level: between “%(low)s” and “%(high)s”.")
    if found == Shape.ONE_APART:
        return _("All close together but for one answer at “%(one)s”. What may it rest on that the others do not know?")
    if found == Shape.CAMPS:
        return _(
            "Two camps: %(few)d at “%(low)s” or below, %(many)d at “%(high)s” or above. "
            "What have some seen that others have not?"
        )
    return _("Spread out, from “%(low)s” to “%(high)s”. What do the answers rest on?")


def not_enough_in_words(people):
    """How many could not say; nothing for nobody."""
    if not people:
        return ""
    words = ngettext(
        "%(count)d person had not enough information.", "%(count)d people had not enough information.", people
    )
    return words % {"count": people}
