"""What answers tell a team before and at a reveal: two bands, and whether a spread is shown. Pure functions."""

from collections.abc import Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

from assessments.figures.closeness import is_mostly_close

FEWEST_FOR_A_SPREAD = 3
Practice = TypeVar("Practice")  # whatever names one


class Answered(NamedTuple):
    """A team's answers to one practice: people at each level (``counts``), and all who answered (``people``)."""

    counts: tuple[int, ...]
    people: int


class Bands(NamedTuple, Generic[Practice]):
    first: tuple[Practice, ...]
    rest: tuple[Practice, ...]


def spread_is_shown(answered: Answered, who_rate: int) -> bool:
    """Whether enough people gave a level, and answered at all, to show the spread of a practice.

    ``who_rate``: the number of members who rate now or left an answer.
    """
    return sum(answered.counts) >= FEWEST_FOR_A_SPREAD and 2 * answered.people >= who_rate


def is_talked_about_first(answered: Answered, who_rate: int) -> bool:
    """Whether a practice is in the first band: its spread may be shown and is wider than mostly close."""
    return spread_is_shown(answered, who_rate) and not is_mostly_close(answered.counts)


def in_bands(practices: Iterable[Practice], answers: Mapping[Practice, Answered], who_rate: int) -> Bands[Practice]:
    """Sort the practices into the two bands, when the meeting first starts.

    ``practices`` in the edition's order; ``answers`` by practice, without those that nobody answered. A practice's band
    depends on no other practice's answers, so that it says nothing about them.
    """
    first: list[Practice] = []
    rest: list[Practice] = []
    for practice in practices:
        answered = answers.get(practice)
        is_first = answered is not None and is_talked_about_first(answered, who_rate)
        (first if is_first else rest).append(practice)
    return Bands(tuple(first), tuple(rest))
