"""Plans of pasted lists, as a preview shows them and a confirmation carries them out."""

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

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
    def __init__(self, things):
        self.found = defaultdict(list)
        for thing in things:
            self.found[thing.name_key].append(thing)

    def called(self, typed):
        """The object with this name, or None; raise ``LineRefused`` if several look alike and none is meant."""
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
    line: int
    change: LineResult
    title: str
    words: str = ""
    does: dict[str, Any] = field(default_factory=dict, hash=False, compare=False)
    lines: int = 1

    @property
    def label(self):
        return LineResult(self.change).label

    @property
    def last(self):
        return self.line + self.lines - 1


@dataclass(frozen=True)
class Plan:
    lines: tuple[Planned, ...]
    unknown: tuple[str, ...] = ()
    problem: str = ""
    # Lines that are no rows: their numbers, and what they say.
    beside: tuple[tuple[int, str], ...] = ()
    # The names of teams that would lose their last facilitator.
    without_facilitator: tuple[str, ...] = ()

    @property
    def counts(self):
        found = Counter()
        for line in self.lines:
            found[line.change] += line.lines
        return [(change, change.label, found[change]) for change in LineResult if found[change]]

    @property
    def does_anything(self):
        return any(line.change not in (LineResult.UNCHANGED, LineResult.REFUSED) for line in self.lines)

    @property
    def refuses(self):
        return sum(line.lines for line in self.lines if line.change == LineResult.REFUSED)

    @property
    def places_refused(self):
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
        """Hash of what is shown; a different one at confirmation means that something has changed since."""
        shown = [(line.line, line.change, line.words) for line in self.lines]
        return hashlib.sha256(repr((shown, self.without_facilitator)).encode()).hexdigest()


def plan_of(sheet: ListSheet, plan_row):
    planned = [refusal(refused) for refused in sheet.refused]
    for row in sheet.rows:
        try:
            planned.append(plan_row(row))
        except LineRefused as reason:
            planned.append(Planned(row.line, LineResult.REFUSED, next(iter(row.cells.values()), ""), str(reason)))
    return Plan(tuple(sorted(planned, key=lambda p: p.line)), sheet.unknown, sheet.problem, sheet.beside)


def refusal(refused: Refused):
    return Planned(refused.line, LineResult.REFUSED, refused.text, refused.reason, lines=refused.lines)
