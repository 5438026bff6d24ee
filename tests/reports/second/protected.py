"""Who may be known by what, worked out again with sets of rows: what may be shown of a practice, and what it then says."""

import numpy as np
import pandas as pd

# Whether somebody sits in no school's team, and in which whole that person then is.
WHOLE = {True: "district_team", False: "all_schools"}


def shown_groups(answers, threshold):
    """Of a practice the teams, families and wholes of which something may be shown, by the teams of each.

    ``answers``: a row a person; who had too little information has no level, and is somebody all the same.
    """
    sizes = {"people": ("level", "count"), "everybody": ("level", "size")}
    teams = answers.groupby("team").agg(**sizes, family=("family", "first"), school=("school", "first"))
    shown = set(teams.index[teams["people"] >= threshold])
    covered = set(shown)

    def allowed(inside):
        """Whether a group is large enough, and what is left of it beside its shown parts is nobody, or enough."""
        left = inside[~inside.index.isin(covered)]
        return inside["people"].sum() >= threshold and (left.empty or left["people"].sum() >= threshold)

    for family, inside in teams.groupby("family"):
        if allowed(inside):
            shown.add(family)
            covered |= set(inside.index)
    for whole, inside in teams.groupby(teams["school"].isna().map(WHOLE)):
        if allowed(inside):
            shown.add(whole)
    return shown


def a_step_off(levels, shown, middle):
    """The rows as groups' figures count them: of people all of one level, one a step towards the scale's ``middle``.

    ``shown``: what ``shown_groups`` found. Each row belongs to the smallest group that is shown and that it is in.
    """
    whole = levels["school"].isna().map(WHOLE)
    belongs = levels["team"].where(
        levels["team"].isin(shown), levels["family"].where(levels["family"].isin(shown), whole)
    )
    counted = levels.copy()
    alike = levels.groupby(belongs)["level"].transform("nunique") == 1
    for place in belongs[alike].drop_duplicates().index:
        counted.loc[place, "level"] += 1 if levels.loc[place, "level"] < middle else -1
    return counted


def near(levels):
    """The middle level, of two the lower, and the share within one level of it."""
    middle = sorted(levels)[(len(levels) - 1) // 2]
    return middle, sum(abs(level - middle) <= 1 for level in levels) / len(levels)


def talk_first(levels, scale, practices):
    """A team's practices, those first on which people are furthest apart; with fewer than three people last, in order.

    Blair and Lacy's ordinal variation; ``levels``: a row a person and practice; ``practices`` in the edition's order.
    """
    counts = pd.crosstab(levels["practice"], levels["level"]).reindex(index=practices, columns=scale, fill_value=0)
    below = counts.cumsum(axis=1).div(counts.sum(axis=1), axis=0).iloc[:, :-1]
    apart = (4 / (len(scale) - 1) * (below * (1 - below)).sum(axis=1)).round(9)
    apart[counts.sum(axis=1) < 3] = -1
    return apart.sort_values(ascending=False, kind="stable").index.tolist()


def figures_shown(ratings, threshold, middle):
    """What may be read of each practice: a row a practice and group with median, share near it, and share that lacks.

    ``kind`` and ``name`` say whose: of teams the assessment, of families their key. Beside these each practice's
    mirror: the means of the district's team and of all schools, and their people, where both are shown.
    """
    rows, mirror = [], {}
    for practice, answers in ratings.groupby("practice"):
        levels = answers.dropna(subset="level")
        shown = shown_groups(answers, threshold)
        counted = answers.assign(counted=a_step_off(levels, shown, middle)["level"])
        counted["whole"] = counted["school"].isna().map(WHOLE)
        for by in ("team", "family", "whole"):
            for name, own in counted.groupby(by):
                if name in shown:
                    whose = (name, "") if by == "whole" else (by, name)
                    figures = near(own["counted"].dropna())
                    rows.append((*whose, practice, *figures, own["level"].isna().mean()))
        if {"all_schools", "district_team"} <= shown:
            sides = counted.groupby("whole")["counted"].agg(["mean", "count"]).stack()
            mirror[practice] = [
                sides[whole, of] for of in ("mean", "count") for whole in ("district_team", "all_schools")
            ]
    named = ["kind", "name", "practice", "median", "near", "lacks"]
    sides = ["district", "schools", "district_people", "schools_people"]
    return pd.DataFrame(rows, columns=named), pd.DataFrame.from_dict(mirror, orient="index", columns=sides)


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
