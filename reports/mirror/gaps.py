"""A gap between two means in quarters of a level, as text and colour, whichever side is subtracted."""

from fractions import Fraction

from django.utils.translation import gettext as _

from reports.figures.scales import Writing

# A quarter of a level is a step of colour.
STEP = Fraction(1, 4)
# The last colour begins at so many steps, a level and a half.
STEPS = 6


def steps_of(gap: Fraction) -> int:
    """A gap in quarters of a level, at most six, with its sign."""
    size = min(abs(gap) // STEP, STEPS)
    return int(size if gap > 0 else -size)


def css_of(gap: Fraction) -> str:
    """The class of a gap's colour: d if the district team is higher, s if the schools are."""
    steps = steps_of(gap)
    return f"gap-{'d' if steps > 0 else 's'}{abs(steps)}" if steps else "gap-0"


class GapWriting(Writing):
    def quarters(self, value: Fraction) -> str:
        """Quarters of a level to two decimals, without rounding: 2.25."""
        hundredths = int(100 * value)
        return f"{hundredths // 100}{self.separator}{hundredths % 100:02}"

    def gap(self, value: Fraction) -> str:
        size = self.quarters(abs(value))
        return size if not value else f"{'+' if value > 0 else '−'}{size}"

    def gap_words(self, value: Fraction) -> str:
        size = {"size": self.quarters(abs(value))}
        if not value:
            return _("alike")
        if value > 0:
            return _("district team %(size)s higher") % size
        return _("schools %(size)s higher") % size
