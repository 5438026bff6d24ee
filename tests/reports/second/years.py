"""Two cycles beside each other once more: one long table of what a school said of a practice then and now."""

from functools import cached_property

import pandas as pd

from .frames import crosswalk_of

CONTINUES = ["same", "reworded", "moved"]


def lines(before, after):
    """The practices that go on, one to one: a row each with its keys and what happened to it."""
    if before.cycle.edition_id == after.cycle.edition_id:
        same = before.practices["practice"]
        return pd.DataFrame({"before": same, "after": same, "relation": "same"})
    rows = crosswalk_of(before.cycle.edition_id, after.cycle.edition_id)
    rows = rows[rows["relation"].isin(CONTINUES)].drop_duplicates(["before", "after"])
    alone = ~rows.duplicated("before", keep=False) & ~rows.duplicated("after", keep=False)
    return rows[alone]


class Change:
    """What changed between two cycles (``Again`` of each), over what both have."""

    def __init__(self, before, after):
        self.before, self.after, self.lines = before, after, lines(before, after)

    @cached_property
    def compared(self):
        """A row a team and practice that both have, under the newer cycle's characteristic."""
        then = self.before.said.merge(self.lines, left_on="practice", right_on="before")
        both = self.after.said.merge(then, left_on=["practice", "whose"], right_on=["after", "whose"])
        table = pd.DataFrame(
            {
                "record": both["record_x"],
                "characteristic": both["characteristic_x"],
                "practice": both["practice_x"],
                "was": both["level_y"],
                "now": both["level_x"],
                "applies": both["applies_x"] & both["applies_y"],
            }
        )
        table["step"] = table["now"] - table["was"]
        return table

    def kept(self, records, characteristic):
        """Of these teams of the newer cycle the rows with a level on both sides, and which teams have half of theirs."""
        rows = self.compared
        rows = rows[rows["record"].isin(records) & (rows["characteristic"] == characteristic)]
        both = rows.dropna(subset="step")
        extent = rows[rows["applies"]].groupby("record").size()
        share = both.groupby("record").size() / extent
        return both, set(share.index[share >= 0.5])

    def mean(self, records, characteristic, fewest=1):
        """The mean then and now, each school once; how many rose, fell and stayed, in how many schools."""
        both, thick = self.kept(records, characteristic)
        both = both[both["record"].isin(thick)]
        ways = tally(both["step"])
        if len(thick) < max(fewest, 1):
            return None, None, ways, len(thick)
        means = both.groupby("record")[["was", "now"]].mean().mean()
        return means["was"], means["now"], ways, len(thick)

    def own(self, record, characteristic):
        """The same of one team, however little it has."""
        both, _thick = self.kept([record], characteristic)
        if both.empty:
            return None, None, (0, 0, 0)
        return both["was"].mean(), both["now"].mean(), tally(both["step"])

    def discreet(self, characteristic):
        """The district's change as the board reads it: none where a school could be known by it."""
        schools = self.after.schools()
        _both, compared = self.kept(schools, characteristic)
        now = {self.after.records["school"][record] for record in compared}
        figures = [
            self.counting(again, side, characteristic)
            for again, side in ((self.before, "before"), (self.after, "after"))
        ]
        if len(now) < 2 or (not self.hidden(len(now)) and any(len(own - now) == 1 for own in figures)):
            return None
        return self.mean(schools, characteristic)

    def hidden(self, schools):
        """Whether what rounding leaves open of one more school, to either side, is as wide as the scale.

        Its level is N + 1 times the mean of now, less N times that of then and the change, each known to half a tenth.
        """
        known_to = 0.05 * ((schools + 1) + schools * (1 + 2))
        return known_to >= self.after.scale.index.max() - self.after.scale.index.min()

    def counting(self, again, side, characteristic):
        """The schools that count in a cycle's own level of a characteristic, over the practices it has in the newer one."""
        inside = self.after.practices.loc[self.after.practices["characteristic"] == characteristic, "practice"]
        if again is self.before:
            inside = self.lines.loc[self.lines["after"].isin(inside), "before"]
        own = again.said[again.said["school"].notna() & again.said["applies"] & again.said["practice"].isin(inside)]
        share = own.groupby("school")["agreed"].mean()
        return set(share.index[share >= 0.5])


def tally(steps):
    """How many rose, fell and stayed."""
    return int((steps > 0).sum()), int((steps < 0).sum()), int((steps == 0).sum())
