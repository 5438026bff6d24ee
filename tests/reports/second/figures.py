"""Every figure from agreed outcomes once more, in pandas, from what ``numbers.md`` calls it and from no code of ours."""

import math
from functools import cached_property

import pandas as pd

from . import frames
from .frames import RUNGS
from .protected import Block, sorted_into_blocks

MEASURES = ["level", "target", "coverage", "evidence", "changing", "unsupported"]
# Of the practices that apply, as everything but how many there are.
COUNTED = ["agreed", "reached", "evidenced", "changed", "local", "short"]


class Again:
    """A published cycle worked out a second time; everything is computed when it is first asked for."""

    def __init__(self, cycle, on_the_day=None):
        """``on_the_day``: where schools belonged on the day of publication, if not where they do today."""
        self.cycle, self.on_the_day = cycle, on_the_day
        self.scale = frames.scale_of(cycle)
        self.practices = frames.practices_in(cycle)

    @property
    def target(self):
        """The scale's target level; NaN where it has none, which no level reaches."""
        return self.scale.index[self.scale["target"]].to_series().min()

    @cached_property
    def pieces(self):
        """The evidence in the records, a row a piece and practice."""
        return frames.pieces_in(self.cycle)

    @cached_property
    def said(self):
        """A row a record and practice, with what is linked to it, whether it applies, and what its level reaches."""
        said, key = frames.said_in(self.cycle), ["record", "practice"]
        linked = self.pieces.groupby(key).agg(pieces=("piece", "nunique"), kinds=("kind", "nunique"))
        rungs = self.pieces.pivot_table(index=key, columns="rung", values="piece", aggfunc="count")
        linked = linked.join(rungs.reindex(columns=RUNGS))
        said = said.join(linked.astype(float), on=key).fillna(dict.fromkeys([*linked.columns], 0))
        said["name"] = said["school_name"].where(said["school"].notna(), said["team_name"])
        said["whose"] = said["school"].fillna(0)  # the same in every cycle; 0 for the district's team
        said["applies"] = said["outcome"] != "does_not_apply"
        said["agreed"] = said["level"].notna()
        said["reached"] = said["level"] >= self.target
        said["evidenced"], said["changed"] = said["pieces"] > 0, said["changing"] > 0
        said["short"] = said["level"].map(self.scale["kinds"]).gt(said["kinds"])
        return said.sort_values(["characteristic", "position"])

    @cached_property
    def records(self):
        """The current records, whose they are."""
        return self.said.groupby("record")[["team", "school", "family", "family_name", "name"]].first()

    @cached_property
    def cells(self):
        """The figures of each record and characteristic."""
        return self.figures_by(["record", "characteristic"])

    @cached_property
    def totals(self):
        """The figures of each record over all practices."""
        return self.figures_by(["record"])

    def figures_by(self, by):
        """Counts, and one count over another: NaN wherever there is nothing to divide by."""
        whole, applies = self.said.groupby(by), self.said[self.said["applies"]].groupby(by)
        agreed = self.said[self.said["agreed"]].groupby(by)
        found = pd.DataFrame({"practices": whole.size(), "applicable": applies.size()})
        found[COUNTED] = applies[COUNTED].sum()
        found = found.fillna(0)
        found["level"] = agreed["level"].mean()
        found["target"] = agreed["reached"].mean() if self.target in self.scale.index else math.nan
        found["unsupported"], found["coverage"] = agreed["short"].mean(), applies["agreed"].mean()
        found["evidence"] = applies["evidenced"].mean()
        found[RUNGS] = applies[RUNGS].agg(lambda pieces: pieces.gt(0).mean())
        return found

    def schools(self, family=None):
        """The records of schools: of all, or of a family by its key on the day."""
        of = self.records[self.records["school"].notna()]
        return of.index if family is None else of.index[of["family"] == family]

    def families(self):
        """The families that schools had on the day: by key the name that stood when the last of them closed."""
        of = self.records[self.records["family"].notna()]
        return of.groupby("family")["family_name"].last()

    def mean(self, measure, records, fewest=1, characteristic=None):
        """A figure of some schools: their mean, each once, how many count, how many do not; none of too few."""
        table = self.totals if characteristic is None else self.cells.xs(characteristic, level="characteristic")
        own = table.loc[records]
        counted = own[measure].where((own["coverage"] >= 0.5) | (measure == "coverage")).dropna()
        value = counted.mean() if len(counted) >= fewest else None
        return value, len(counted), len(own) - len(counted)

    @cached_property
    def ratings(self):
        """Each person's answer to each practice, revealed or not."""
        return frames.ratings_in(self.cycle)

    @cached_property
    def revealed(self):
        """The same of the practices that their team revealed."""
        return self.ratings.merge(frames.reveals_in(self.cycle), on=["team", "practice"])

    @cached_property
    def teams(self):
        """The teams with a record: how many people answered anything, and the family of the day of publication."""
        teams = frames.teams_in(self.cycle).set_index("team")
        if self.on_the_day is not None:
            family, name = ({school: of[i] for school, of in self.on_the_day.items()} for i in (0, 1))
            teams["family"], teams["family_name"] = teams["school"].map(family), teams["school"].map(name)
        teams["people"] = self.ratings.groupby("team")["person"].nunique().reindex(teams.index, fill_value=0)
        return teams

    @cached_property
    def blocks(self):
        """The blocks, each as pandas makes it."""
        schools = self.teams[self.teams["school"].notna()]
        kinds = [*self.scale.index, "not_enough_information", "does_not_apply"]
        answers = self.ratings.assign(said=self.ratings["level"].astype(object).fillna(self.ratings["answer"]))
        return [
            Block(schools.loc[own], answers[answers["team"].isin(own)], kinds, self.cycle.threshold)
            for own in sorted_into_blocks(schools, self.cycle.threshold)
        ]


def numbers(again):
    """The characteristics' numbers of a cycle."""
    return sorted(pd.unique(again.practices["characteristic"]))
