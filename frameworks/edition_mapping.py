"""Which practice of one edition is which of another: the one answer for trend, stories, criteria and evidence.

The crosswalk is read in both directions, and through intermediate editions where none joins two directly.
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
    """A practice that continues: its key before and after, and their relation."""

    before: int
    after: int
    relation: Relation


class End(NamedTuple):
    """A practice that has no single predecessor or successor, and why."""

    practice: int
    relation: Relation


@dataclass(frozen=True)
class EditionMapping:
    """Two editions side by side: the practices that continue, those that end, and those that start.

    ``parts``: for split or merged practices, pairs of keys before and after.
    """

    lines: tuple[MappedLine, ...]
    ended: tuple[End, ...]
    started: tuple[End, ...]
    parts: tuple[tuple[int, int], ...] = ()

    @cached_property
    def by_after(self):
        return {line.after: line for line in self.lines}

    @cached_property
    def by_before(self):
        return {line.before: line for line in self.lines}

    @cached_property
    def why_started(self):
        """Why a practice of the later edition continues no single one, by its key."""
        return dict(self.started)

    @cached_property
    def successors(self):
        """The practices that continue each earlier one: one, or the parts of a split or merger."""
        found = defaultdict(set)
        for before, after, *_relation in (*self.lines, *self.parts):
            found[before].add(after)
        return {before: frozenset(after) for before, after in found.items()}


def direct_mapping(before, after, rows):
    """The mapping of two editions' practices (their keys), by crosswalk rows ``(before, after, relation)``.

    Only one-to-one pairs continue: where there are several rows for a practice, it counts as split or merged, whatever
    relation they name. A practice that no row names has no counterpart.
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
    """Join two mappings over the edition between them; of two relations the stronger change counts."""
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
    """The shortest path of editions joined by crosswalks, or None; ties go to the lowest keys."""
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
    practices = Practice.objects.filter(characteristic__edition=edition_pk)
    return list(practices.order_by("characteristic__number", "position").values_list("pk", flat=True))


def joined_editions():
    """For each edition, those to which a crosswalk joins it; drafts are left out."""
    readable = Edition.objects.readable().order_by().values("pk")
    rows = Crosswalk.objects.filter(from_edition__in=readable, to_edition__in=readable)
    joined = defaultdict(set)
    for one, other in rows.order_by().values_list("from_edition", "to_edition").distinct():
        joined[one].add(other)
        joined[other].add(one)
    return joined


def rows_between(before, after):
    forwards = Crosswalk.objects.filter(from_edition=before, to_edition=after).order_by("pk")
    backwards = Crosswalk.objects.filter(from_edition=after, to_edition=before).order_by("pk")
    rows = [(b, a, Relation(said)) for b, a, said in forwards.values_list("from_practice", "to_practice", "relation")]
    for b, a, said in backwards.values_list("to_practice", "from_practice", "relation"):
        relation = Relation(said)
        rows.append((b, a, BACKWARDS.get(relation, relation)))
    return rows
