"""The mirror: how the people of the district's team and the people of all schools rated the same practices.

It draws from the sums that publication stored, of both groups or of neither. The mean of a characteristic is made of
its practices' means, each practice once: so it says nothing that these do not say, whoever left one out.
"""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import RecordMirror
from assessments.protection import NOT_MIRRORED, Mirrored
from assessments.texts import practices_of

from .gaps import GapWriting, css_of, steps_of
from .marks import withheld_words

FIGURES = ("district_total", "district_people", "schools_total", "schools_people")


@dataclass(frozen=True)
class Sides:
    """The two means, and the district team's less the schools'."""

    district: Fraction
    schools: Fraction

    @property
    def gap(self):
        """How much higher the district team's people rate."""
        return self.district - self.schools


@dataclass(frozen=True)
class Reflected:
    """What the page says of a practice or a characteristic: both means and their gap, or why there is none."""

    sides: Sides | None
    district: str
    schools: str
    gap: str
    css: str
    words: str


@dataclass(frozen=True)
class PracticeMirror:
    """A practice with its two means, and of how many people each is."""

    practice: object
    reflected: Reflected
    district_people: int | None
    schools_people: int | None


@dataclass(frozen=True)
class CharacteristicMirror:
    """A characteristic with its two means, of how many of its practices they are, and these."""

    column: object
    reflected: Reflected
    shown: int
    practices: tuple


@dataclass(frozen=True)
class Mirror:
    """All that page, download and chart say. ``kept``: whether publication kept anything for it."""

    cycle: object
    scale: object
    rows: tuple
    kept: bool
    withheld: str

    @property
    def shown(self):
        """The characteristics that have their two means."""
        return [row for row in self.rows if row.reflected.sides]

    def where(self, sign):
        """Those in which the district team's people rate a quarter of a level higher (1), lower (-1), or about alike (0)."""
        steps = [(row, steps_of(row.reflected.sides.gap)) for row in self.shown]
        return [row for row, step in steps if (step > 0) - (step < 0) == sign]

    @property
    def higher(self):
        """Where the district team's people rate higher."""
        return self.where(1)

    @property
    def lower(self):
        """Where the schools' people rate higher."""
        return self.where(-1)

    @property
    def alike(self):
        """Where both rate about alike."""
        return self.where(0)

    @property
    def widest(self):
        """The characteristic with the widest gap, the first of equals; None where all are about alike."""
        found = max(self.shown, key=lambda row: abs(row.reflected.sides.gap), default=None)
        return found if found and steps_of(found.reflected.sides.gap) else None


def sums_of(cycle):
    """What publication stored of each practice; empty for a cycle that was published before there was a mirror."""
    rows = RecordMirror.objects.filter(cycle=cycle).values_list("practice_id", *FIGURES)
    return {practice: Mirrored(*figures) for practice, *figures in rows}


def sides_of(sums):
    """The two means over these practices, each practice once; None where none of them is shown."""
    means = [
        (Fraction(one.district_total, one.district_people), Fraction(one.schools_total, one.schools_people))
        for one in sums
        if one != NOT_MIRRORED
    ]
    return Sides(*(sum(side) / len(means) for side in zip(*means, strict=True))) if means else None


def mirror_of(records):
    """The mirror of a published cycle."""
    sums = sums_of(records.cycle)
    drawing = Drawing(withheld_words(records.cycle.threshold))
    practices = practices_of(records.cycle.edition_id).values()
    rows = []
    for column in records.columns:
        own = [practice for practice in practices if practice.characteristic_id == column.pk]
        found = [sums.get(practice.pk, NOT_MIRRORED) for practice in own]
        rows.append(
            CharacteristicMirror(
                column=column,
                reflected=drawing.reflected(sides_of(found)),
                shown=sum(one != NOT_MIRRORED for one in found),
                practices=tuple(
                    PracticeMirror(
                        practice, drawing.reflected(sides_of([one])), one.district_people, one.schools_people
                    )
                    for practice, one in zip(own, found, strict=True)
                ),
            )
        )
    return Mirror(records.cycle, records.scale, tuple(rows), bool(sums), drawing.withheld)


class Drawing:
    """Writes two means and their gap as the reader's language does."""

    def __init__(self, withheld):
        self.withheld, self.writing = withheld, GapWriting()

    def reflected(self, sides):
        """Both means and their gap; the same words wherever they are withheld."""
        if sides is None:
            return Reflected(None, "–", "–", "–", "withheld", self.withheld)
        write = self.writing
        return Reflected(
            sides,
            write.level(sides.district),
            write.level(sides.schools),
            write.gap(sides.gap),
            css_of(sides.gap),
            write.gap_words(sides.gap),
        )


def headline(mirror):
    """What the mirror says, in one sentence; empty where it shows nothing."""
    shown, higher, lower = len(mirror.shown), len(mirror.higher), len(mirror.lower)
    if not shown:
        return ""
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
