"""The bars of "How people rated": where each answer's part lies, in per cent of the bar's width."""

from typing import NamedTuple

# A part so narrow has no room for its number.
NARROWEST_WITH_A_NUMBER = 5


class BarPart(NamedTuple):
    """An answer's part of a bar: where it begins, how wide it is, the class of its colour, and its number or nothing."""

    start: str
    width: str
    css: str
    number: str


def bars(report):
    """Each practice with the parts of its bar."""
    return [(rated, parts_of(rated.shares)) for rated in report.practices]


def parts_of(shares):
    """The parts, one after the other, over the whole bar: whole per cent of several blocks may make 99 or 101 together."""
    whole, before, parts = sum(share.percent for share in shares), 0, []
    for share in shares:
        if share.percent:
            number = str(share.percent) if share.percent >= NARROWEST_WITH_A_NUMBER else ""
            start, width = (f"{100 * part / whole:.4g}" for part in (before, share.percent))
            parts.append(BarPart(start, width, share.answer.css, number))
            before += share.percent
    return parts
