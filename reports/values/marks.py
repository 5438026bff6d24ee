"""The marks that stand beside colour in a table, and the words of the legend that explains them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, eq=False)  # one of a kind: comparing words would translate them
class Mark:
    """A sign in a cell, the class it is drawn with, and what it means."""

    sign: str
    css: str
    words: str


LOCAL = Mark("≠", "hatch", _("locally different on purpose"))
THIN = Mark("…", "faint", _("fewer than half of the practices agreed"))
NONE = Mark("–", "none", _("nothing agreed yet"))
FEW = Mark("–", "none", _("in a row of means: fewer than two schools to count"))
NO_SCHOOL = Mark("–", "none", _("in the district’s row: no school to count"))
NOT_APPLICABLE = Mark(_("n/a"), "none", _("does not apply"))
NOT_ENOUGH = Mark("?", "none", _("not enough information"))
NO_AGREEMENT = Mark("↔", "none", _("no agreement"))
NOT_DISCUSSED = Mark("–", "none", _("not discussed"))
UNSUPPORTED = Mark("°", "", _("without the evidence that its level asks for"))
IN_ORDER = (LOCAL, THIN, NO_AGREEMENT, NOT_ENOUGH, NOT_DISCUSSED, NOT_APPLICABLE, NONE, FEW, NO_SCHOOL, UNSUPPORTED)
# The words for every figure of ratings that is not shown, whatever the reason; a link beside them leads to the rule.
NOT_SHOWN = _("Not shown, to protect people")
