"""The mirror: how the district team's people rated, beside the people of all schools.

Both sides are coarse and published once: the district team's mean of each practice in quarters of a level, and all
schools' from their published shares. A characteristic's mean is over its shown practices, each practice once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.cycles.models import Cycle
from assessments.publishing.blocks import in_quarters, mean_level, within_the_ends
from assessments.publishing.models import MirrorPractice
from frameworks.framework_cache import practices_of
from frameworks.models.edition import Practice
from reports.figures.legend import NOT_SHOWN
from reports.figures.records import Column, CycleRecords
from reports.figures.scales import ReadScale
from reports.rater_agreement.value import choices_of, shares_of

from .gaps import GapWriting, css_of


@dataclass(frozen=True)
class MirrorSide:
    """A mean in quarters of a level, and whether it is at an end of the scale and stands for all beyond it."""

    quarters: int
    low_end: bool
    high_end: bool

    @property
    def level(self) -> Fraction:
        return Fraction(self.quarters, 4)

    @property
    def is_coded(self) -> bool:
        """Whether it is shown as "or lower" or "or higher"."""
        return self.low_end or self.high_end


@dataclass(frozen=True)
class MirrorSides:
    district: MirrorSide
    schools: MirrorSide

    @property
    def gap(self) -> Fraction | None:
        """How much higher the district team's shown mean is; None if one of the two is at an end of the scale."""
        if self.district.is_coded or self.schools.is_coded:
            return None
        return self.district.level - self.schools.level


@dataclass(frozen=True)
class Reflected:
    sides: MirrorSides | None
    district: str
    schools: str
    gap: str
    css: str
    words: str


@dataclass(frozen=True)
class PracticeMirror:
    practice: Practice
    reflected: Reflected
    people: int | None


@dataclass(frozen=True)
class CharacteristicMirror:
    column: Column
    reflected: Reflected
    shown: int
    practices: tuple[PracticeMirror, ...]


@dataclass(frozen=True)
class Mirror:
    """All that page, download and chart show; ``people`` of schools, whose shares are in steps of ``step`` per cent."""

    cycle: Cycle
    scale: ReadScale
    rows: tuple[CharacteristicMirror, ...]
    people: int
    step: int

    @property
    def shown(self) -> list[CharacteristicMirror]:
        return [row for row in self.rows if row.reflected.sides]

    def where(self, sign: int) -> list[CharacteristicMirror]:
        """Those in which the district team's people rate a quarter of a level higher (1), lower (-1), or alike (0)."""
        gaps = [(row, row.reflected.sides.gap) for row in self.rows if row.reflected.sides]
        return [row for row, gap in gaps if gap is not None and (gap > 0) - (gap < 0) == sign]

    @property
    def higher(self) -> list[CharacteristicMirror]:
        return self.where(1)

    @property
    def lower(self) -> list[CharacteristicMirror]:
        return self.where(-1)

    @property
    def alike(self) -> list[CharacteristicMirror]:
        return self.where(0)

    @property
    def without_gap(self) -> list[CharacteristicMirror]:
        return [row for row in self.rows if row.reflected.sides and row.reflected.sides.gap is None]

    @property
    def widest(self) -> CharacteristicMirror | None:
        """The characteristic with the widest gap, the first of equals; None if there is no gap."""

        def width(row: CharacteristicMirror) -> tuple[Fraction, int]:
            gap = row.reflected.sides.gap if row.reflected.sides else None
            return abs(gap or Fraction()), -row.column.number

        return max(self.higher + self.lower, key=width, default=None)


def side_of(quarters: int, values: list[int]) -> MirrorSide:
    """A mean as the mirror shows it; ``quarters`` is the mean in quarters of a level."""
    shown, ends = within_the_ends(quarters, values), (4 * values[0] + 2, 4 * values[-1] - 2)
    return MirrorSide(shown, *(shown == end for end in ends))


def mirror_of(records: CycleRecords) -> Mirror:
    cycle, scale = records.cycle, records.scale
    values = [level.value for level in scale.levels]
    choices = choices_of(cycle)
    everybody = next(iter(choices), None)  # all schools come first
    shares = shares_of(choices, everybody) if everybody else {}
    ours = {row.practice_id: row for row in MirrorPractice.objects.filter(cycle=cycle)}
    drawing = MirrorDrawing(values)
    rows = []
    for column in records.columns:
        practices = tuple(
            drawing.practice(practice, ours.get(practice.pk), shares.get(practice.pk))
            for practice in practices_of(cycle.edition_id).values()
            if practice.characteristic_id == column.pk
        )
        both = [one.reflected.sides for one in practices if one.reflected.sides]
        rows.append(CharacteristicMirror(column, drawing.reflected(drawing.mean_of(both)), len(both), practices))
    people, step = (everybody.people, everybody.step) if everybody else (0, 0)
    return Mirror(cycle, scale, tuple(rows), people, step)


class MirrorDrawing:
    def __init__(self, values: list[int]):
        self.values, self.writing = values, GapWriting()
        self.lower, self.higher = _("%(level)s or lower"), _("%(level)s or higher")

    def practice(self, practice: Practice, ours: MirrorPractice | None, shares: Sequence[int] | None) -> PracticeMirror:
        """A practice, without figures unless both sides are shown."""
        theirs = mean_level(shares[: len(self.values)], self.values) if shares else None
        sides = None
        if ours is not None and ours.quarters is not None and theirs is not None:
            sides = MirrorSides(side_of(ours.quarters, self.values), side_of(in_quarters(theirs), self.values))
        return PracticeMirror(practice, self.reflected(sides), ours.people if ours and sides else None)

    def mean_of(self, sides: list[MirrorSides]) -> MirrorSides | None:
        """The means over these practices, of what is shown of each; None without practices."""
        if not sides:
            return None
        means = (
            sum((getattr(one, name).level for one in sides), Fraction()) / len(sides)
            for name in ("district", "schools")
        )
        return MirrorSides(*(side_of(in_quarters(mean), self.values) for mean in means))

    def reflected(self, sides: MirrorSides | None) -> Reflected:
        """Both means and their gap as text; the same words for whatever is not shown."""
        if sides is None:
            return Reflected(None, "–", "–", "–", "", str(NOT_SHOWN))
        district, schools = self.side(sides.district), self.side(sides.schools)
        if sides.gap is None:
            return Reflected(sides, district, schools, "–", "", _("no gap beside an end of the scale"))
        write = self.writing
        return Reflected(sides, district, schools, write.gap(sides.gap), css_of(sides.gap), write.gap_words(sides.gap))

    def side(self, side: MirrorSide) -> str:
        text = self.writing.quarters(side.level)
        if side.low_end:
            return self.lower % {"level": text}
        return self.higher % {"level": text} if side.high_end else text


def headline(mirror: Mirror) -> str:
    shown, higher, lower = len(mirror.shown), len(mirror.higher), len(mirror.lower)
    if not shown:
        return ""
    if not higher and not lower and not mirror.alike:
        return _("All means stand at an end of the scale, where no gap is shown.")
    if not higher and not lower:
        return _("The district team and the schools see the district about alike.")
    if higher and lower:
        return ngettext(
            "Of %(shown)s characteristic the district team sees %(higher)s higher than the schools do, and %(lower)s lower.",
            "Of %(shown)s characteristics the district team sees %(higher)s higher than the schools do, and %(lower)s lower.",
            shown,
        ) % {"shown": shown, "higher": higher, "lower": lower}
    if higher:
        return ngettext(
            "Of %(shown)s characteristic the district team sees %(higher)s higher than the schools do.",
            "Of %(shown)s characteristics the district team sees %(higher)s higher than the schools do.",
            shown,
        ) % {"shown": shown, "higher": higher}
    return ngettext(
        "Of %(shown)s characteristic the schools see %(lower)s higher than the district team does.",
        "Of %(shown)s characteristics the schools see %(lower)s higher than the district team does.",
        shown,
    ) % {"shown": shown, "lower": lower}
