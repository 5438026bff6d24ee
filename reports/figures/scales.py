"""A cycle's scale in reports: its ends, target and labels, and the writing of figures."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from frameworks.framework_cache import levels_of

from .outcomes import Figure, half_up_of, percent, tenths


@dataclass(frozen=True)
class ScaleLevel:
    """One level: its number, its name in the reader's language, its place from 10 (lowest) to 40."""

    value: int
    label: str
    place: int


@dataclass(frozen=True)
class ReadScale:
    """A scale with its fixed ends: colours run from its lowest to its highest level, never the data's."""

    levels: tuple[ScaleLevel, ...]
    target: ScaleLevel | None
    asks_for_evidence: bool = True

    @property
    def low(self) -> int:
        return self.levels[0].value

    @property
    def high(self) -> int:
        return self.levels[-1].value

    def label(self, value: int) -> str:
        return next((level.label for level in self.levels if level.value == value), str(value))


def read_scale(scale_id: int) -> ReadScale:
    found = levels_of(scale_id)
    low, high = found[0].value, found[-1].value
    levels = tuple(ScaleLevel(row.value, row.words_label, place(row.value, low, high)) for row in found)
    target = next((level for level, row in zip(levels, found, strict=True) if row.is_target), None)
    return ReadScale(levels, target, any(row.kinds_of_evidence for row in found))


def place(value: Fraction | int, low: int, high: int) -> int:
    """The place of a value between a scale's ends, from 10 to 40, which is the class of its colour."""
    if high == low:
        return 40
    above = value.numerator - low * value.denominator
    return min(max(10 + half_up_of(above, value.denominator * (high - low), 30), 10), 40)


@lru_cache(maxsize=256)
def step(hundredths: int) -> int:
    """The class of a share's colour: hundredths rounded to the nearest five."""
    return (hundredths + 2) // 5 * 5


class Writing:
    """Writes figures in the reader's language; made once per page, since asking the locale is slow."""

    def __init__(self) -> None:
        self.separator = get_format("DECIMAL_SEPARATOR")
        # Translators: a share in per cent; the space before the sign does not break.
        self.percent_pattern = _("%(share)s %%")

    def level(self, value: Fraction | int | None) -> str:
        """A level to one decimal, rounded half up; a dash for none."""
        if value is None:
            return "–"
        number = tenths(value)
        return f"{'−' if number < 0 else ''}{abs(number) // 10}{self.separator}{abs(number) % 10}"

    def change(self, value: Fraction | int | None) -> str:
        """How much a level rose or fell, with its sign; a dash for none."""
        sign = "+" if value is not None and tenths(value) > 0 else ""
        return f"{sign}{self.level(value)}"

    def share(self, value: Fraction | None) -> str:
        """A share in whole per cent; a dash for none."""
        return "–" if value is None else self.hundredths(percent(value))

    def hundredths(self, number: int) -> str:
        return self.percent_pattern % {"share": number}

    def write(self, figure: Figure, value: Fraction | None) -> str:
        return self.share(value) if figure.is_share else self.level(value)


def plain(figure: Figure, value: Fraction | int | None) -> float | None:
    """The number that is shown of a figure, for a spreadsheet; None for none."""
    if value is None:
        return None
    return percent(value) if figure.is_share else tenths(value) / 10
