"""The values of a small chart of a level through the cycles; its limits are the ends of the scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext as _

from .scales import ReadScale, Writing


class Step(NamedTuple):
    """From one cycle to the next: the mean on both sides, over what both have; None if they cannot be compared."""

    before: Fraction | None
    after: Fraction | None


class Line(NamedTuple):
    """A step that can be drawn: the place of its first cycle, and how high both means are, 0 to 1 of the scale."""

    start: int
    before: Fraction
    after: Fraction


@dataclass(frozen=True)
class Sparkline:
    """The picture's parts, the number at each of its ends, and its words for who does not see it.

    Each line joins two cycles and counts only what both have, so that two lines may not quite meet.
    """

    words: str
    steps: int
    levels: tuple[Fraction, ...]
    lines: tuple[Line, ...]
    first: str
    last: str


def sparkline_of(
    name: str, cycles: Sequence[str], steps: Sequence[Step], scale: ReadScale, writing: Writing
) -> Sparkline | None:
    """None where no step can be drawn."""
    ends = [(i, s.before, s.after) for i, s in enumerate(steps) if s.before is not None and s.after is not None]
    if not ends:
        return None
    return Sparkline(
        words=in_words(name, cycles, steps, writing),
        steps=len(steps),
        levels=tuple(share(level.value, scale) for level in scale.levels),
        lines=tuple(Line(i, share(before, scale), share(after, scale)) for i, before, after in ends),
        first=writing.level(ends[0][1]),
        last=writing.level(ends[-1][2]),
    )


def share(value: Fraction | int, scale: ReadScale) -> Fraction:
    """How high a value stands between the scale's ends."""
    return Fraction(value - scale.low, scale.high - scale.low) if scale.high > scale.low else Fraction(1)


def in_words(name: str, cycles: Sequence[str], steps: Sequence[Step], writing: Writing) -> str:
    said = [
        _("%(before)s to %(after)s: from %(first)s to %(last)s")
        % {
            "before": before,
            "after": after,
            "first": writing.level(step.before),
            "last": writing.level(step.after),
        }
        for before, after, step in zip(cycles, cycles[1:], steps, strict=False)
        if step.before is not None
    ]
    return f"{name}. {'; '.join(said)}"
