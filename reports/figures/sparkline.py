"""A small picture of a level's way through cycles, drawn on the server: the scale's own ends are its fixed limits."""

from collections.abc import Sequence
from fractions import Fraction
from html import escape
from typing import NamedTuple

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from .scales import ReadScale, Writing

WIDTH, HEIGHT = 240, 96
LEFT, RIGHT, TOP, BOTTOM = 34, 206, 14, 82


class Step(NamedTuple):
    """From one cycle to the next: a mean on both sides, over what both have; None where nothing can be compared."""

    before: Fraction | None
    after: Fraction | None


def slope(name: str, cycles: Sequence[str], steps: Sequence[Step], scale: ReadScale, writing: Writing) -> str:
    """The picture as SVG, its words for who does not see it; empty where no step can be drawn.

    Each line joins two cycles and counts only what both have, so that two lines may not quite meet.
    """
    if not any(step.before is not None for step in steps):
        return ""
    parts = [
        f'<svg class="slope" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(in_words(name, cycles, steps, writing))}">',
        *(f'<path class="grid" d="M{LEFT} {y_of(level.value, scale)}H{RIGHT}"/>' for level in scale.levels),
    ]
    for i, step in enumerate(steps):
        if step.before is not None:
            parts.append(draw_step(step, x_of(i, len(steps)), x_of(i + 1, len(steps)), scale))
    drawn = [step for step in steps if step.before is not None]
    first, last = drawn[0], drawn[-1]
    start, end = steps.index(first), len(steps) - steps[::-1].index(last)
    parts.append(number(x_of(start, len(steps)) - 7, first.before, scale, writing, "end"))  # type: ignore[arg-type]  # drawn, so known
    parts.append(number(x_of(end, len(steps)) + 7, last.after, scale, writing, "start"))  # type: ignore[arg-type]  # drawn, so known
    return mark_safe("".join([*parts, "</svg>"]))  # its only text from outside was escaped above


def draw_step(step: Step, left: float, right: float, scale: ReadScale) -> str:
    """One line with its two points."""
    down, up = y_of(step.before, scale), y_of(step.after, scale)  # type: ignore[arg-type]  # drawn, so known
    return (
        f'<path class="line" d="M{left} {down}L{right} {up}"/>'
        f'<circle cx="{left}" cy="{down}" r="3.5"/><circle cx="{right}" cy="{up}" r="3.5"/>'
    )


def number(x: float, value: Fraction, scale: ReadScale, writing: Writing, anchor: str) -> str:
    y = y_of(value, scale) + 4
    return f'<text x="{x}" y="{y:.1f}" text-anchor="{anchor}">{writing.level(value)}</text>'


def x_of(i: int, steps: int) -> float:
    return round(LEFT + (RIGHT - LEFT) * i / steps, 1)


def y_of(value: Fraction | int, scale: ReadScale) -> float:
    share = (value - scale.low) / (scale.high - scale.low) if scale.high > scale.low else 1
    return round(float(BOTTOM - (BOTTOM - TOP) * share), 1)


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
