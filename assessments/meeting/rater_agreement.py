"""Rater agreement of a team, for one member, from the counts that they have already seen.

Practices without a spread for the reader, as too few had answered or they were not there, count in no figure: a mean or
an alpha that includes them would tell about two people what the meeting did not show.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from assessments.figures.closeness import closeness_of_team
from assessments.figures.sentences import closeness_in_words
from assessments.figures.spread import Spread, krippendorff_alpha, median_position, within_one
from frameworks.framework_cache import practices_of
from frameworks.models.edition import Practice
from frameworks.rendering import tiles

from .spreads import from_before, spreads_for


@dataclass(frozen=True)
class PracticeCloseness:
    """A practice's counts, its median level, and the share of people within one level of it."""

    practice: Practice
    spread: Spread
    median: dict[str, Any]
    within_one: Fraction

    @property
    def share(self):
        return written(self.within_one)

    @property
    def in_words(self):
        return closeness_in_words(closeness_of_team(self.spread.counts))


@dataclass(frozen=True)
class TeamRaterAgreement:
    """All practices with a spread for the reader, in the edition's order, and Krippendorff's alpha over them.

    ``without``: the number without a spread; ``from_before``: the number revealed before the reader joined.
    """

    practices: tuple[PracticeCloseness, ...]
    without: int
    from_before: int
    alpha: Fraction | None

    @property
    def within_one(self):
        """The headline: the mean over practices of the share within one level."""
        return written(mean(one.within_one for one in self.practices))

    @property
    def alpha_shown(self):
        return None if self.alpha is None else Decimal(hundredths(self.alpha)) / 100

    @property
    def furthest(self):
        """Up to five practices with the smallest share within one level; none where that is everybody."""
        apart = [one for one in self.practices if one.within_one < 1]
        return sorted(apart, key=lambda one: one.within_one)[:5]

    @property
    def by_characteristic(self):
        groups = {}
        for one in self.practices:
            groups.setdefault(one.practice.characteristic, []).append(one)
        return [(c, written(mean(one.within_one for one in found)), found) for c, found in groups.items()]


def mean(shares):
    shares = list(shares)
    return Fraction(sum(shares), len(shares))


def hundredths(value):
    """A value in whole hundredths, rounded half up."""
    return (200 * value.numerator + value.denominator) // (2 * value.denominator)


def written(share):
    """A share in whole per cent, formatted for the reader's language."""
    # Translators: a share in per cent; the space before the sign does not break.
    return _("%(share)s %%") % {"share": hundredths(share)}


def rater_agreement_of(assessment, reader):
    """Rater agreement over the practices whose spread this reader saw.

    Alpha is None unless the reader saw every reveal, whatever each showed.
    """
    spreads, unseen, shown = spreads_for(assessment, reader), from_before(assessment, reader), []
    faces = tiles(assessment.cycle.scale_id, assessment.team)
    practices = practices_of(assessment.cycle.edition_id).values()
    for practice in practices:
        if spread := spreads.get(practice.pk):
            share = Fraction(within_one(spread.counts), spread.people)
            shown.append(PracticeCloseness(practice, spread, faces[median_position(spread.counts)], share))
    alpha = None if unseen else krippendorff_alpha([one.spread.counts for one in shown])
    return TeamRaterAgreement(tuple(shown), len(practices) - len(shown) - len(unseen), len(unseen), alpha)
