"""All worlds of a block at once, for blocks with too many of them to publish one by one.

What stands outside of a block depends on how many people gave each answer, and on who answered (which the tests hold
for the product): so two rows of counts are a world, those of the reader's teams and those of all others. Whole numbers
in arrays, nothing is rounded.
"""

from typing import NamedTuple

import numpy as np

from tests.assessments.publishing.attack.adversary import every_count


class Worlds(NamedTuple):
    """In how many worlds readers are certain of what, out of how many.

    ``alike``: that all others gave the same answer; ``no_level``: that none of them gave a level, though not alike;
    ``counts``: how many of them gave each answer; ``breaches``: anything else about fewer than *m* of them.
    """

    number: int
    alike: int
    no_level: int
    counts: int
    breaches: int


def counts_of(people, answers):
    """All ways in which so many people may give so many answers, a row each."""
    return np.array(every_count(people, answers), dtype=np.int64)


def conclude_everything(write, mine, theirs, threshold, answers, levels):
    """What a reader is certain of in every world in which ``mine`` people they know and ``theirs`` others answered.

    ``write``: what stands outside, by the counts of all of them together. Certain is somebody's answer where all
    worlds that read the same have one answer; a sum of levels of 1 to *m* − 1 others, where the least that it can be
    in any of these worlds (those with the lowest levels) is the most that it can be.
    """
    others = counts_of(theirs, answers)
    radix = (mine + theirs + 1) ** np.arange(answers - 1)  # the last count follows from the others
    outside = np.zeros((mine + theirs + 1) ** (answers - 1), dtype=np.int64)
    seen = {}
    for counts in every_count(mine + theirs, answers):
        outside[counts[:-1] @ radix] = seen.setdefault(write(counts), len(seen))
    codes = others[:, :-1] @ radix
    alike, alike_in_level, given, ends = describe(others, threshold, levels)
    number = certain_alike = no_level = certain_counts = breaches = 0
    for known in counts_of(mine, answers)[:, :-1] @ radix:
        read = outside[codes + known]
        order = np.argsort(read, kind="stable")
        starts = np.flatnonzero(np.diff(read[order], prepend=-1))
        sizes = np.diff(starts, append=len(order))
        all_given = np.bitwise_or.reduceat(given[order], starts)
        one_answer = (all_given & (all_given - 1)) == 0
        lowest = np.minimum.reduceat(ends[0][order], starts)
        highest = np.maximum.reduceat(ends[1][order], starts)
        one_sum = (lowest == highest).any(axis=1)
        unlike = ~np.logical_and.reduceat(alike[order], starts)
        unlike_level = ~np.logical_and.reduceat(alike_in_level[order], starts)
        number += len(order)
        certain_alike += int(one_answer.sum())
        certain_counts += int((sizes == 1).sum())
        no_level += int((sizes * (one_sum & ~one_answer)).sum())
        breaches += int((one_answer & unlike).sum() + (one_sum & unlike_level).sum())
    return Worlds(number, certain_alike, no_level, certain_counts, breaches)


def describe(others, threshold, levels):
    """Of each row of counts: alike or not, alike in level, the set of answers given, lowest and highest sums."""
    theirs = int(others[0].sum())
    given = ((others > 0) << np.arange(others.shape[1])).sum(axis=1)
    by_level = np.column_stack([others[:, levels:].sum(axis=1), others[:, :levels]])  # no level counts as 0
    values = np.repeat(np.tile(np.arange(levels + 1), len(others)), by_level.ravel()).reshape(len(others), theirs)
    few = min(threshold - 1, theirs)
    ends = np.cumsum(values[:, :few], axis=1), np.cumsum(values[:, ::-1][:, :few], axis=1)
    return (others > 0).sum(axis=1) == 1, (by_level > 0).sum(axis=1) == 1, given, ends
