"""What a team learns from its answers before and at a reveal: two bands, and whether a spread is shown. Pure functions."""

from collections.abc import Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

from assessments.figures.closeness import is_mostly_close

FEWEST_FOR_A_SPREAD = 3
Practice = TypeVar("Practice")  # whatever names one


class Answered(NamedTuple):
    """A team's answers to one practice: ``counts`` of people at each level, and ``people`` who answered at all."""

    counts: tuple[int, ...]
    people: int


class Bands(NamedTuple, Generic[Practice]):
    """The practices of a meeting, each band in the edition's order."""

    first: tuple[Practice, ...]
    rest: tuple[Practice, ...]


def spread_is_shown(answered: Answered, who_rate: int) -> bool:
    """Whether enough of a team gave a level, and answered at all, for the spread of a practice.

    ``who_rate``: how many members rate now or left an answer.
    """
    return sum(answered.counts) >= FEWEST_FOR_A_SPREAD and 2 * answered.people >= who_rate


def is_talked_about_first(answered: Answered, who_rate: int) -> bool:
    """Whether a practice is in the band *talk about first*: its spread may be shown and is wider than *mostly close*."""
    return spread_is_shown(answered, who_rate) and not is_mostly_close(answered.counts)


def in_bands(practices: Iterable[Practice], answers: Mapping[Practice, Answered], who_rate: int) -> Bands[Practice]:
    """Sort the practices into the two bands, from what stands when the meeting first starts.

    ``practices`` in the edition's order; ``answers``: what was answered, by practice; what nobody answered may be
    missing. A band says that much and no more: neither depends on the answers to any other practice.
    """
    first: list[Practice] = []
    rest: list[Practice] = []
    for practice in practices:
        answered = answers.get(practice)
        is_first = answered is not None and is_talked_about_first(answered, who_rate)
        (first if is_first else rest).append(practice)
    return Bands(tuple(first), tuple(rest))
