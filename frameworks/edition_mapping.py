"""Which practice of one edition is which of another: the one answer that trend, stories, criteria and evidence share.

The crosswalk is read either way, and through editions between where none joins two directly.
"""

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .caching import ttl_cached
from .comparison import BACKWARDS, Relation
from .models.crosswalk import Crosswalk
from .models.edition import Edition, Practice

# What continues a line, from the least to the most that happened to it. Every other relation starts or ends lines.
CONTINUES = (Relation.SAME, Relation.REWORDED, Relation.MOVED)


class MappedLine(NamedTuple):
    """A practice that goes on: its key before and after, and what happened to it between."""

    before: int
    after: int
    relation: Relation


class End(NamedTuple):
    """A practice at which a line ends, or starts, and why."""

    practice: int
    relation: Relation


@dataclass(frozen=True)
class EditionMapping:
    """Two editions laid beside each other: the lines that go on, those that end, and those that start.

    ``parts``: of practices whose line ends because they were split or merged, pairs of keys before and after.
    """

    lines: tuple
    ended: tuple
    started: tuple
    parts: tuple = ()

    @cached_property
    def by_after(self):
        """The lines by the practice of the later edition: which practice it was then."""
        return {line.after: line for line in self.lines}

    @cached_property
    def by_before(self):
        """The lines by the practice of the earlier edition: which practice goes on from it."""
        return {line.before: line for line in self.lines}

    @cached_property
    def why_started(self):
        """Of each practice of the later edition that continues none alone, why."""
        return dict(self.started)

    @cached_property
    def successors(self):
        """Of each practice of the earlier edition those that go on from it: one, or the parts of a split or a merger."""
        found = defaultdict(set)
        for before, after, *_relation in (*self.lines, *self.parts):
            found[before].add(after)
        return {before: frozenset(after) for before, after in found.items()}


def direct_mapping(before, after, rows):
    """The mapping of two editions' practices (their keys), by crosswalk rows ``(before, after, relation)``.

    A line goes on from one practice to one: where rows say more, it is split or merged, whatever they call it. What
    no row names has no counterpart.
    """
    joined = dict.fromkeys((b, a) for b, a, _relation in rows if b is not None and a is not None)
    onward, backward = Counter(b for b, _a in joined), Counter(a for _b, a in joined)
    said = {(b, a): relation for b, a, relation in reversed(rows)}
    lines = tuple(
        MappedLine(b, a, said[b, a]) for b, a in joined if onward[b] == backward[a] == 1 and said[b, a] in CONTINUES
    )
    left, right = {line.before for line in lines}, {line.after for line in lines}
    why = {"before": {}, "after": {}}
    for b, a, relation in rows:
        if relation in CONTINUES:
            relation = Relation.SPLIT if onward[b] > 1 else Relation.MERGED
        why["before"].setdefault(b, relation)
        why["after"].setdefault(a, relation)
    return EditionMapping(
        lines=lines,
        ended=tuple(End(pk, why["before"].get(pk, Relation.RETIRED)) for pk in before if pk not in left),
        started=tuple(End(pk, why["after"].get(pk, Relation.NEW)) for pk in after if pk not in right),
        parts=tuple((b, a) for b, a in joined if b not in left),
    )


def chained(first, second):
    """Two mappings as one, over the edition between them: of two things that happened the greater is said."""
    onward = {line.before: line for line in second.lines}
    gone, come = dict(second.ended), dict(first.started)
    lines, ended = [], list(first.ended)
    for line in first.lines:
        further = onward.pop(line.after, None)
        if further:
            lines.append(
                MappedLine(line.before, further.after, max(line.relation, further.relation, key=CONTINUES.index))
            )
        else:
            ended.append(End(line.before, gone[line.after]))
    started = [End(line.after, come[line.before]) for line in onward.values()]
    through = ((b, a) for b, between in first.successors.items() for m in between for a in second.successors.get(m, ()))
    going_on = {line.before for line in lines}
    parts = dict.fromkeys(sorted(pair for pair in through if pair[0] not in going_on))
    return EditionMapping(tuple(lines), tuple(ended), (*started, *second.started), tuple(parts))


def shortest_path(start, end, joined):
    """The editions from one to another that crosswalks lead through, or None; of equal ones that of the lowest keys."""
    paths, seen = deque([(start,)]), {start}
    while paths:
        path = paths.popleft()
        if path[-1] == end:
            return path
        for edition in sorted(joined[path[-1]] - seen):
            seen.add(edition)
            paths.append((*path, edition))
    return None


def mapping_between(before, after):
    """The mapping of two editions (their keys); None where no crosswalk joins them, not even through others."""
    return read_mapping((before, after))


@ttl_cached
def read_mapping(editions):
    """The mapping of two editions as the database has it."""
    before, after = editions
    if before == after:
        return EditionMapping(tuple(MappedLine(pk, pk, Relation.SAME) for pk in practices_in(before)), (), ())
    path = shortest_path(before, after, joined_editions())
    if path is None:
        return None
    steps = [
        direct_mapping(practices_in(b), practices_in(a), rows_between(b, a))
        for b, a in zip(path, path[1:], strict=False)
    ]
    mapping = steps[0]
    for step in steps[1:]:
        mapping = chained(mapping, step)
    return mapping


def practices_in(edition_pk):
    """The keys of an edition's practices in its order."""
    practices = Practice.objects.filter(characteristic__edition=edition_pk)
    return list(practices.order_by("characteristic__number", "position").values_list("pk", flat=True))


def joined_editions():
    """Of each edition those that a crosswalk joins it to; drafts lead nowhere."""
    readable = Edition.objects.readable().order_by().values("pk")
    rows = Crosswalk.objects.filter(from_edition__in=readable, to_edition__in=readable)
    joined = defaultdict(set)
    for one, other in rows.order_by().values_list("from_edition", "to_edition").distinct():
        joined[one].add(other)
        joined[other].add(one)
    return joined


def rows_between(before, after):
    """The crosswalk of two editions as rows ``(before, after, relation)``, whichever way they were written."""
    forwards = Crosswalk.objects.filter(from_edition=before, to_edition=after).order_by("pk")
    backwards = Crosswalk.objects.filter(from_edition=after, to_edition=before).order_by("pk")
    rows = [(b, a, Relation(said)) for b, a, said in forwards.values_list("from_practice", "to_practice", "relation")]
    for b, a, said in backwards.values_list("to_practice", "from_practice", "relation"):
        relation = Relation(said)
        rows.append((b, a, BACKWARDS.get(relation, relation)))
    return rows
