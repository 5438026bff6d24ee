"""The bars of "How people rated": the position of each answer's part, in per cent of the bar's width."""

from typing import NamedTuple

# A part so narrow has no room for its number.
NARROWEST_WITH_A_NUMBER = 5


class BarPart(NamedTuple):
    """An answer's part of a bar: start and width in per cent, class of its colour, and its number or nothing."""

    start: str
    width: str
    css: str
    number: str


def bars(report):
    return [(rated, parts_of(rated.shares)) for rated in report.practices]


def parts_of(shares):
    """The parts one after the other, scaled to the whole bar, as rounded shares may add up to 99 or 101."""
    whole, before, parts = sum(share.percent for share in shares), 0, []
    for share in shares:
        if share.percent:
            number = str(share.percent) if share.percent >= NARROWEST_WITH_A_NUMBER else ""
            start, width = (f"{100 * part / whole:.4g}" for part in (before, share.percent))
            parts.append(BarPart(start, width, share.answer.css, number))
            before += share.percent
    return parts
