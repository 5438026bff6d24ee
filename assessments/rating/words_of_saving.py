"""The words in which a page reports the state of a save."""

from functools import cache

from django.utils.html import json_script
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def words_of_saving():
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
