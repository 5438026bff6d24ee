"""The marks that accompany colour in a table, and the legend's words for them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, eq=False)  # one of a kind: comparing words would translate them
class Mark:
    sign: str | Promise
    css: str
    words: Promise
    in_legend: Promise | None = None

    @property
    def explained(self) -> Promise:
        return self.in_legend or self.words


LOCAL = Mark("≠", "hatch", _("locally different on purpose"))
THIN = Mark("…", "faint", _("fewer than half of the practices agreed"))
NONE = Mark("–", "none", _("nothing agreed yet"), _("nothing agreed yet; of several schools: too few to count"))
NOT_APPLICABLE = Mark(_("n/a"), "none", _("does not apply"))
NOT_ENOUGH = Mark("?", "none", _("not enough information"))
NO_AGREEMENT = Mark("↔", "none", _("no agreement"))
NOT_DISCUSSED = Mark("–", "none", _("not discussed"))
UNSUPPORTED = Mark("°", "", _("without the evidence that its level asks for"))
IN_ORDER = (LOCAL, THIN, NO_AGREEMENT, NOT_ENOUGH, NOT_DISCUSSED, NOT_APPLICABLE, NONE, UNSUPPORTED)
# The words for every figure of ratings that is not shown, whatever the reason; a link beside them leads to the rule.
NOT_SHOWN = _("Not shown, to protect people")
