"""The marks that stand beside colour in a table, and the words of the legend that explains them."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, eq=False)  # one of a kind: comparing words would translate them
class Mark:
    """A sign in a cell, the class it is drawn with, and what it means."""

    sign: str
    css: str
    words: str


LOCAL = Mark("≠", "hatch", _("locally different on purpose"))
THIN = Mark("…", "faint", _("fewer than half of the practices agreed"))
FEW_SHARES = Mark("…", "faint", _("from fewer than half of the practices"))
NONE = Mark("–", "none", _("nothing agreed yet"))
NOT_APPLICABLE = Mark(_("n/a"), "none", _("does not apply"))
NOT_ENOUGH = Mark("?", "none", _("not enough information"))
NO_AGREEMENT = Mark("↔", "none", _("no agreement"))
NOT_DISCUSSED = Mark("–", "none", _("not discussed"))
UNSUPPORTED = Mark("°", "", _("without the evidence that its level asks for"))
PARTLY = Mark("…", "faint", _("withheld for more than half of the practices"))
IN_ORDER = (LOCAL, THIN, FEW_SHARES, NO_AGREEMENT, NOT_ENOUGH, NOT_DISCUSSED, NOT_APPLICABLE, NONE, UNSUPPORTED)


def withheld_words(threshold):
    """The words for every figure that protection keeps back; the same for each reason."""
    return gettext("Withheld: fewer than %(threshold)s people") % {"threshold": threshold}


def withheld_mark(threshold):
    """The mark of a figure that protection keeps back."""
    return Mark(f"<{threshold}", "withheld", withheld_words(threshold))
