"""What may leave the teams, worked out again with sets of rows from the rules A to D: blocks, shares, the mirror."""

import math
from functools import cached_property

import numpy as np
import pandas as pd


def left(people):
    """How many people, of how many teams, remain of a set of teams without its two largest."""
    rest = people[people > 0].sort_values().iloc[:-2]
    return rest.sum(), len(rest)


def is_safe(people, threshold):
    """Whether a set of teams may be a block."""
    persons, teams = left(people)
    return bool(persons >= 2 * threshold and teams >= 2)


def sorted_into_blocks(teams, threshold):
    """The sets of teams that are blocks, as their keys. ``teams``: by key how many people, and which family."""
    safe = teams.groupby("family")["people"].agg(is_safe, threshold)
    safe = list(safe.index[safe.astype(bool)])
    alone = teams["family"].isin(safe)
    sets = {family: own.index for family, own in teams[alone].groupby("family")}
    others = teams[~alone].index
    if len(others):
        if is_safe(teams.loc[others, "people"], threshold):
            sets["others"] = others
        elif safe:
            sizes = teams[alone].groupby("family").agg(people=("people", "sum"), name=("family_name", "first"))
            fewest = sizes.sort_values(["people", "name"]).index[0]
            sets[fewest] = sets[fewest].union(others)
    return list(sets.values())


class Block:
    """A block: its people, the step of its shares, and these for each practice that is shown."""

    def __init__(self, teams, answers, kinds, threshold):
        self.teams, self.answers, self.kinds, self.threshold = teams, answers, kinds, threshold
        self.people = int(teams["people"].sum())

    @property
    def step(self):
        """In which steps shares are written, in per cent."""
        return 5 if self.people >= 40 else 10 if self.people >= 20 else 20

    @cached_property
    def shares(self):
        """By practice the shares in per cent, at each level, of both other answers, and of none."""
        return {practice: self.in_steps(own) for practice, own in self.answers.groupby("practice") if self.shows(own)}

    def shows(self, own):
        """Whether a practice is shown, by who answered it, whatever they said."""
        people, teams = left(own.groupby("team")["person"].nunique())
        return people >= self.threshold and teams >= 2

    def in_steps(self, own):
        """Whole steps: each share rounded down, those left over to the largest remainders, of equals to the first."""
        counts = [int((own["said"] == kind).sum()) for kind in self.kinds]
        counts = pd.Series([*counts, self.people - sum(counts)]) * (100 // self.step)
        steps, rests = counts // self.people, counts % self.people
        steps[rests.sort_values(ascending=False, kind="stable").index[: 100 // self.step - steps.sum()]] += 1
        return [int(share) for share in steps * self.step]


def of_all_schools(blocks):
    """By practice all schools' shares in whole per cent, where every block is shown: the blocks' by their people."""
    if not blocks:
        return {}
    shown = set.intersection(*(set(block.shares) for block in blocks))
    weights = [block.people for block in blocks]
    means = {practice: np.average([b.shares[practice] for b in blocks], axis=0, weights=weights) for practice in shown}
    return {practice: [math.floor(share + 0.5 + 1e-9) for share in shares] for practice, shares in means.items()}


def quarters(mean, values):
    """A mean in quarters of a level, half up, as the mirror shows it: half a level from the ends is the last."""
    return min(max(math.floor(4 * mean + 0.5 + 1e-9) / 4, values[0] + 0.5), values[-1] - 0.5)


def mean_of_shares(shares, values):
    """The mean of the levels given, from shares; None where no share at a level is shown."""
    given = shares[: len(values)]
    return float(np.average(values, weights=given)) if sum(given) else None


def near(levels):
    """The middle level, of two the lower, and the share within one level of it."""
    middle = sorted(levels)[(len(levels) - 1) // 2]
    return middle, sum(abs(level - middle) <= 1 for level in levels) / len(levels)


def apart(shares):
    """Blair and Lacy's ordinal variation of shares at each level: 0 where all stand at one; None for fewer than two."""
    if sum(shares) < 2:
        return None
    below = (np.cumsum(shares) / sum(shares))[:-1]
    return float(4 / len(below) * (below * (1 - below)).sum())


def has_a_spread(answers, who_rate):
    """Whether three gave a level of a practice, and half of those who rate in the team answered it at all."""
    return answers["level"].count() >= 3 and len(answers) / max(who_rate, 1) >= 0.5


def talk_first(answers, who_rate, scale, practices):
    """The practices that a team talks about first, as ``practices`` are in order; ``answers``: a row a person and practice.

    Those with a spread where less than three quarters stand within one level of the middle, or both ends were chosen.
    """
    first = set()
    for practice, own in answers.groupby("practice"):
        levels = own["level"].dropna()
        if has_a_spread(own, who_rate):
            _middle, share = near(levels)
            if share < 0.75 or {scale[0], scale[-1]} <= set(levels):
                first.add(practice)
    return [practice for practice in practices if practice in first]


def alpha(counts):
    """Krippendorff's alpha with its ordinal metric, by his matrix of coincidences; None where nothing is to be said.

    ``counts``: a row a practice, a column a level in order.
    """
    people = counts[counts.sum(axis=1) > 1].to_numpy(dtype=float)
    weighted = people.T / (people.sum(axis=1) - 1)
    coincide = weighted @ people - np.diag(weighted.sum(axis=1))
    totals = coincide.sum(axis=1)
    reach = np.cumsum(totals) - totals / 2  # everybody below a level, and half of those at it
    apart = (reach[:, None] - reach[None, :]) ** 2
    expected = (np.outer(totals, totals) * apart).sum()
    return None if not expected else 1 - (totals.sum() - 1) * (coincide * apart).sum() / expected
