"""How close together a team's people stood, for the team itself: nothing but what the counts it saw already say.

Practices of which the team saw no spread, since too few had answered, are in no figure: a mean or an alpha
with them in it would say of two people what the meeting did not show.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from . import reading
from .figures import Spread, krippendorff_alpha, median_position, within_one
from .texts import practices_of, tiles


@dataclass(frozen=True)
class Stood:
    """A practice, and how people stood on it: the counts, the middle level, the share within one level of it."""

    practice: object
    spread: Spread
    median: dict
    near: Fraction

    @property
    def share(self):
        """The share as text."""
        return written(self.near)


@dataclass(frozen=True)
class TeamAgreement:
    """All practices with a spread in the edition's order; how many have none; and Krippendorff's alpha over them."""

    stood: tuple
    without: int
    alpha: Fraction | None

    @property
    def near(self):
        """The headline: the mean over practices of the share within one level."""
        return written(mean(one.near for one in self.stood))

    @property
    def alpha_shown(self):
        """Alpha to two decimals; None for none."""
        return None if self.alpha is None else Decimal(hundredths(self.alpha)) / 100

    @property
    def furthest(self):
        """Up to five practices on which people stood furthest apart; none on which all are within one level."""
        apart = [one for one in self.stood if one.near < 1]
        return sorted(apart, key=lambda one: one.near)[:5]

    @property
    def by_characteristic(self):
        """The practices under their characteristic, each with its mean share."""
        groups = {}
        for one in self.stood:
            groups.setdefault(one.practice.characteristic, []).append(one)
        return [(c, written(mean(one.near for one in found)), found) for c, found in groups.items()]


def mean(shares):
    """The mean of some shares, exactly."""
    shares = list(shares)
    return Fraction(sum(shares), len(shares))


def hundredths(value):
    """A value in whole hundredths, rounded half up."""
    return (200 * value.numerator + value.denominator) // (2 * value.denominator)


def written(share):
    """A share in whole per cent as the reader's language writes it."""
    # Translators: a share in per cent; the space before the sign does not break.
    return _("%(share)s %%") % {"share": hundredths(share)}


def agreement_of(assessment):
    """How close together the people of a team stood, over the practices whose spread it saw."""
    spreads, shown = reading.spreads_of([assessment]), []
    faces = tiles(assessment.cycle.scale_id, assessment.team)
    practices = practices_of(assessment.cycle.edition_id).values()
    for practice in practices:
        spread = spreads.get((assessment.pk, practice.pk))
        if spread and spread.people >= reading.FEWEST_FOR_A_SPREAD:
            near = Fraction(within_one(spread.counts), spread.people)
            shown.append(Stood(practice, spread, faces[median_position(spread.counts)], near))
    alpha = krippendorff_alpha([one.spread.counts for one in shown])
    return TeamAgreement(tuple(shown), len(practices) - len(shown), alpha)
