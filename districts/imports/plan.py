"""What pasted lines would change: a value that a preview shows, and that a confirmation carries out."""

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from districts.history import LineResult
from people.names import name_key

from .csv_reading import ListSheet
from .csv_records import Refused

# So many places of a list are named in a sentence; the table below it has them all.
MOST_NAMED = 20


class LineRefused(Exception):
    """A line breaks a rule; the message says which."""


class ByName:
    """Things of a district by their names, however a list writes them."""

    def __init__(self, things):
        self.found = defaultdict(list)
        for thing in things:
            self.found[thing.name_key].append(thing)

    def called(self, typed):
        """The one with this name, or None. Of several that look alike, the one that is written like this, else refused."""
        alike = self.found.get(name_key(typed), [])
        written = [thing for thing in alike if thing.name == typed] if len(alike) > 1 else alike
        if alike and len(written) != 1:
            raise LineRefused(
                _(
                    "“%(name)s” could be %(number)d that look alike. An administrator decides about them under “Names that look alike”."
                )
                % {"name": typed[:60], "number": len(alike)}
            )
        return written[0] if written else None


@dataclass(frozen=True)
class Planned:
    """One line: who or what it is about, what happens, in words, and the values to do it with."""

    line: int
    change: LineResult
    title: str
    words: str = ""
    does: dict = field(default_factory=dict, hash=False, compare=False)
    lines: int = 1

    @property
    def label(self):
        """The change as people read it."""
        return LineResult(self.change).label

    @property
    def last(self):
        """The last of its lines."""
        return self.line + self.lines - 1


@dataclass(frozen=True)
class Plan:
    """All lines of a paste, in their order."""

    lines: tuple
    unknown: tuple = ()
    problem: str = ""
    # Lines that are no rows: their numbers, and what they say.
    beside: tuple = ()
    # The names of teams that would lose their last facilitator.
    without_facilitator: tuple = ()

    @property
    def counts(self):
        """How many lines become what, in a steady order and without the empty ones."""
        found = Counter()
        for line in self.lines:
            found[line.change] += line.lines
        return [(change, change.label, found[change]) for change in LineResult if found[change]]

    @property
    def does_anything(self):
        """Whether confirming would write at all."""
        return any(line.change not in (LineResult.UNCHANGED, LineResult.REFUSED) for line in self.lines)

    @property
    def refuses(self):
        """How many lines are refused."""
        return sum(line.lines for line in self.lines if line.change == LineResult.REFUSED)

    @property
    def places_refused(self):
        """The lines that are refused, in words: 3, 7–9."""
        runs = []
        for line in self.lines:
            if line.change == LineResult.REFUSED and runs and runs[-1][1] == line.line - 1:
                runs[-1][1] = line.last
            elif line.change == LineResult.REFUSED:
                runs.append([line.line, line.last])
        named = ", ".join(f"{first}–{last}" if last > first else f"{first}" for first, last in runs[:MOST_NAMED])
        return f"{named} …" if len(runs) > MOST_NAMED else named

    @property
    def fingerprint(self):
        """A sum over what is shown: another one at confirmation means that something has changed since."""
        shown = [(line.line, line.change, line.words) for line in self.lines]
        return hashlib.sha256(repr((shown, self.without_facilitator)).encode()).hexdigest()


def plan_of(sheet: ListSheet, plan_row):
    """Plan each row, with the lines that could not be read in their places."""
    planned = [refusal(refused) for refused in sheet.refused]
    for row in sheet.rows:
        try:
            planned.append(plan_row(row))
        except LineRefused as reason:
            planned.append(Planned(row.line, LineResult.REFUSED, next(iter(row.cells.values()), ""), str(reason)))
    return Plan(tuple(sorted(planned, key=lambda p: p.line)), sheet.unknown, sheet.problem, sheet.beside)


def refusal(refused: Refused):
    """A line that could not be read, as the preview shows it."""
    return Planned(refused.line, LineResult.REFUSED, refused.text, refused.reason, lines=refused.lines)
