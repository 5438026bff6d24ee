"""A gap between two means: how it is rounded, written and coloured, the same whichever side is subtracted."""

from fractions import Fraction

from django.utils.translation import gettext as _

from .scales import Writing

# From a quarter of a level on two groups are said to see something differently; a step of colour is as much.
STEP = Fraction(1, 4)
# The last colour begins at so many steps, a level and a half.
STEPS = 6


def steps_of(gap):
    """How many whole quarters of a level a gap is, at most six, with its sign; 0 where two means are about alike."""
    size = min(abs(gap) // STEP, STEPS)
    return int(size if gap > 0 else -size)


def css_of(gap):
    """The class of a gap's colour: d for the district team higher, s for the schools higher."""
    steps = steps_of(gap)
    return f"gap-{'d' if steps > 0 else 's'}{abs(steps)}" if steps else "gap-0"


class GapWriting(Writing):
    """Writes gaps beside means."""

    def gap(self, value):
        """A gap to one decimal with its sign; half a tenth is rounded away from 0, so that both sides round alike."""
        size = self.level(abs(value))
        if size == self.level(Fraction(0)):
            return size
        return f"{'+' if value > 0 else '−'}{size}"

    def gap_words(self, value):
        """A gap as a sentence says it."""
        size = {"size": self.level(abs(value))}
        if not steps_of(value):
            return _("about alike")
        if value > 0:
            return _("district team %(size)s higher") % size
        return _("schools %(size)s higher") % size
