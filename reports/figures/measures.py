"""What a heatmap can show: a figure, and the words around it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from . import outcomes
from .scales import ReadScale


@dataclass(frozen=True)
class Measure:
    key: str
    label: Promise
    figure: outcomes.Figure
    caption: Promise
    words: Promise
    extent: Promise


AGREED_EXTENT = gettext_lazy(", %(agreed)s of %(applicable)s practices agreed")
EVIDENCE_EXTENT = gettext_lazy(", %(part)s of %(applicable)s practices")

# What a record's own page sets beside the district's figures.
MEASURES = (
    Measure(
        "level",
        gettext_lazy("Level"),
        outcomes.LEVEL,
        gettext_lazy("Level of each characteristic: the mean of the levels that a team agreed, %(low)s to %(high)s."),
        gettext_lazy("level %(value)s"),
        AGREED_EXTENT,
    ),
    Measure(
        "target",
        gettext_lazy("At or above target"),
        outcomes.TARGET,
        gettext_lazy("At or above target: of the levels that a team agreed, the share that reaches the target."),
        gettext_lazy("%(value)s at or above target"),
        AGREED_EXTENT,
    ),
    Measure(
        "coverage",
        gettext_lazy("Coverage"),
        outcomes.COVERAGE,
        gettext_lazy("Coverage: of the practices that apply, the share for which a team agreed a level."),
        gettext_lazy("coverage %(value)s"),
        AGREED_EXTENT,
    ),
    Measure(
        "evidence",
        gettext_lazy("Evidence"),
        outcomes.EVIDENCE,
        gettext_lazy("Evidence: of the practices that apply, the share with at least one linked piece of evidence."),
        gettext_lazy("%(value)s with evidence"),
        EVIDENCE_EXTENT,
    ),
)
CHANGING = Measure(
    "changing",
    gettext_lazy("Changed outcomes"),
    outcomes.CHANGING,
    gettext_lazy(
        "Changed outcomes: of the practices that apply, the share with a piece of evidence that shows changed outcomes."
    ),
    gettext_lazy("%(value)s with evidence of changed outcomes"),
    EVIDENCE_EXTENT,
)
UNSUPPORTED = Measure(
    "unsupported",
    gettext_lazy("Unsupported"),
    outcomes.UNSUPPORTED,
    gettext_lazy(
        "Unsupported: of the levels that a team agreed, the share without the evidence that the level asks for."
    ),
    gettext_lazy("%(value)s without the evidence that the level asks for"),
    gettext_lazy(", %(part)s of %(agreed)s agreed levels"),
)


def measures(scale: ReadScale) -> dict[str, Measure]:
    """The measures of a scale, which may have no target, or no levels that ask for evidence."""
    missing = set() if scale.target else {"target"}
    missing |= set() if scale.asks_for_evidence else {"unsupported"}
    return {m.key: m for m in (*MEASURES, CHANGING, UNSUPPORTED) if m.key not in missing}
