"""The course of each characteristic through the cycles: its level in each, and the change from one to another."""

from dataclasses import dataclass
from typing import NamedTuple

from assessments.texts import characteristics_of

from . import figures
from .cells import links_for
from .changes import NO_CHANGE, Change, change_of, counted, moved, own_change
from .scales import Writing, place
from .slopes import Step, slope


@dataclass(frozen=True)
class Written:
    """A change as it is printed: both sides with their colours, the difference, and the class of its colour."""

    before: str
    before_css: str
    after: str
    after_css: str
    change: str
    change_css: str


class YearLevel(NamedTuple):
    """A level in one cycle, and the change on the way to it from the cycle before."""

    text: str
    css: str
    step: Written | None


@dataclass(frozen=True)
class Course:
    """A characteristic: its change between two cycles, over how many of its practices, and its level in every cycle."""

    column: object
    href: str
    continuing: int
    practices: int
    change: Change
    written: Written
    levels: tuple
    picture: str

    @property
    def tenths(self):
        """The change in whole tenths, as it is printed; 0 for none."""
        return 0 if self.change.value is None else figures.tenths(self.change.value)


class Courses:
    """Works out the courses of all schools, of a family's on the day of each cycle, or of one team (``key``)."""

    def __init__(self, records, years, *, family=None, key=None, query=""):
        self.records, self.years, self.newest = records, years, years[-1]
        self.family, self.key = family, key
        self.fewest = 1 if family is None else figures.FEWEST_SCHOOLS
        self.writing, self.links = Writing(), links_for(records.cycle.district, query)
        self.characteristics = characteristics_of(records.cycle.edition_id)
        self.practices = tuple(tuple(p.pk for p in c.practices_kept) for c in self.characteristics)

    def teams(self, year):
        """The keys of a cycle's teams that count."""
        if self.key is not None:
            return [self.key] if year.records.entry(self.key) else []
        return [e.key for e in year.records.schools if self.family is None or e.family_pk == self.family]

    def both(self, before, after):
        """Those of the later cycle that have a record in the earlier one too."""
        return [key for key in self.teams(after) if key in before.said.by_team]

    def moves(self, before, after):
        """Of each characteristic the practices that both cycles have, and what these teams said of them."""
        keys = self.both(before, after)
        return [
            (shared, {key: teams[key] for key in keys})
            for shared, teams in moved(before.said, after.said, self.practices)
        ]

    def changes(self, before, after):
        """The change of each characteristic: a team's own, or that of a mean, each school once."""
        return [self.change(list(teams.values())) for _shared, teams in self.moves(before, after)]

    def change(self, found):
        """The change of one, from what these teams said."""
        if self.key is None:
            return change_of(found, self.fewest)
        return own_change(found[0]) if found else NO_CHANGE

    def levels(self, year):
        """The level of each characteristic in a cycle: of the practices that go on to the newest, over its own schools."""
        keys = self.teams(year)
        for teams in counted(year.said, self.practices):
            own = [teams[key] for key in keys]
            if self.key is None:
                yield figures.group_figure(figures.LEVEL, own, self.fewest).value
            else:
                yield figures.LEVEL.of(figures.added(own))

    def counting(self, year):
        """Of each characteristic the keys of the teams that count in its figure of a cycle."""
        keys = set(self.teams(year))
        for teams in counted(year.said, self.practices):
            yield {key for key in keys if figures.LEVEL.counts_in_a_group(teams[key])}

    def courses(self, before):
        """The course of every characteristic, compared with the cycle ``before`` where there is one."""
        columns, nothing = self.records.columns, [NO_CHANGE] * len(self.records.columns)
        steps = [nothing, *(self.changes(b, a) for b, a in zip(self.years, self.years[1:], strict=False))]
        by_year = zip(map(self.levels, self.years), steps, strict=True)
        levels = [[*zip(found, step, strict=True)] for found, step in by_year]
        changes = self.changes(before, self.newest) if before else nothing
        going_on = before.said.practices if before else ()
        return tuple(
            Course(
                column=column,
                href=self.links.practices(column.number),
                continuing=sum(pk in going_on for pk in self.practices[i]),
                practices=len(self.practices[i]),
                change=changes[i],
                written=self.written(changes[i]),
                levels=tuple(self.level(*found[i], first=n == 0) for n, found in enumerate(levels)),
                picture=self.picture(column, [found[i][1] for found in levels[1:]]),
            )
            for i, column in enumerate(columns)
        )

    def level(self, value, step, first):
        """A level in one cycle as it is printed, with the change on the way to it."""
        return YearLevel(self.writing.level(value), self.colour(value), None if first else self.written(step))

    def picture(self, column, steps):
        """The small picture of a characteristic's way through the cycles."""
        names = [year.cycle.name for year in self.years]
        drawn = [Step(change.before, change.after) for change in steps]
        return slope(f"{column.number} {column.short_name}", names, drawn, self.records.scale, self.writing)

    def written(self, change):
        """A change as it is printed."""
        return Written(
            self.writing.level(change.before),
            self.colour(change.before),
            self.writing.level(change.after),
            self.colour(change.after),
            self.writing.change(change.value),
            change_css(change.value),
        )

    def colour(self, value):
        """The class of a level's colour; none for no level."""
        return "" if value is None else f"lvl-{place(value, self.records.scale.low, self.records.scale.high)}"


def change_css(value):
    """The class of a change's colour: three steps each way around a neutral middle, full from one whole level on."""
    if value is None:
        return ""
    tenths = figures.tenths(value)
    step = sum(abs(tenths) >= limit for limit in (1, 4, 10))
    return f"chg {'up' if tenths > 0 else 'down'}-{step}" if step else "chg same"


def changes_beside(courses, key, before, discreet):
    """The district's change of each characteristic; where ``discreet``, none by which another school would be known.

    ``key`` is the team of those who read it, whose own figures are no secret to them; None for people of no school.
    """
    now = courses.newest
    counting = zip(courses.counting(before), courses.counting(now), strict=True)
    for (_practices, schools), figures_of in zip(courses.moves(before, now), counting, strict=True):
        compared = {other for other, own in schools.items() if figures.LEVEL.counts_in_a_group(own.before)}
        shown = not discreet or is_discreet(compared, figures_of, key)
        yield change_of(list(schools.values())) if shown else NO_CHANGE


def is_discreet(compared, figures_of, key):
    """Whether at least two other schools are in a change, and none alone is in a cycle's own figure and not in it.

    Who reads the figures of both cycles as well could else work out the one school that they do not share.
    """
    apart = (schools - compared - {key} for schools in figures_of)
    return len(compared - {key}) >= figures.FEWEST_SCHOOLS and all(len(schools) != 1 for schools in apart)
