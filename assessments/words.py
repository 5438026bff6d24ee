"""Figures put into one plain sentence, for the people in the room."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def words_of_saving():
    """What the rate screen says of an answer on its way; the script puts in time and number."""
    return {
        "rest": _("Each answer is saved as you choose it."),
        "keeping": _("Saving…"),
        "saved": _("All saved, {time}"),
        "waiting": _("Waiting for the connection; kept on this device: {number}"),
        "onThisDevice": _("Kept on this device"),
        "signedOut": _("You are signed out. Kept on this device until you sign in again: {number}"),
        "notSaved": _("Could not be saved: {number}."),
        "refused": _("Not saved."),
    }


def spread_in_words(spread, levels):
    """What the dots say: agreement, neighbours, or camps; and who had not enough information."""
    given = [index for index, count in enumerate(spread.counts) if count]
    labels = [level.words_label for level in levels]
    if len(given) == 1:
        sentence = _("Everybody who gave a level said “%(level)s”.") % {"level": labels[given[0]]}
    elif given[-1] - given[0] == 1:
        sentence = _("Close together: between “%(low)s” and “%(high)s”.") % {
            "low": labels[given[0]],
            "high": labels[given[-1]],
        }
    elif gap := widest_gap(given):
        low, high = gap
        sentence = _(
            "Two camps: %(few)d at “%(low)s” or below, %(many)d at “%(high)s” or above. What have some seen that others have not?"
        ) % {
            "few": sum(spread.counts[: low + 1]),
            "low": labels[low],
            "many": sum(spread.counts[high:]),
            "high": labels[high],
        }
    else:
        sentence = _("Spread out, from “%(low)s” to “%(high)s”. What do the answers rest on?") % {
            "low": labels[given[0]],
            "high": labels[given[-1]],
        }
    if spread.not_enough:
        sentence += " " + ngettext(
            "%(count)d person had not enough information.",
            "%(count)d people had not enough information.",
            spread.not_enough,
        ) % {"count": spread.not_enough}
    return sentence


def widest_gap(given):
    """The neighbours in a list of positions with the most empty levels between them; None without such a gap."""
    pairs = [(low, high) for low, high in zip(given, given[1:], strict=False) if high - low > 1]
    return max(pairs, key=lambda pair: pair[1] - pair[0]) if pairs else None
