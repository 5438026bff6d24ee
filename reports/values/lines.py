"""Lines of practices through editions: which practice of one continues which of another, by the crosswalk either way."""

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from typing import NamedTuple

from assessments.texts import characteristics_of
from frameworks.comparison import BACKWARDS, Relation
from frameworks.kept import kept
from frameworks.models import Crosswalk, Edition

# What continues a line, from the least to the most that happened to it. Every other relation starts or ends lines.
CONTINUES = (Relation.SAME, Relation.REWORDED, Relation.MOVED)


class Line(NamedTuple):
    """A practice that goes on: its key before and after, and what happened to it between."""

    before: int
    after: int
    relation: Relation


class End(NamedTuple):
    """A practice at which a line ends, or starts, and why."""

    practice: int
    relation: Relation


@dataclass(frozen=True)
class Pairing:
    """Two editions laid beside each other: the lines that go on, those that end, and those that start."""

    lines: tuple
    ended: tuple
    started: tuple


def pair(before, after, rows):
    """The pairing of two editions' practices (their keys), by crosswalk rows ``(before, after, relation)``.

    A line goes on from one practice to one: where rows say more, it is split or merged, whatever they call it. What
    no row names has no counterpart.
    """
    going_on = dict.fromkeys((b, a) for b, a, relation in rows if relation in CONTINUES)
    onward, backward = Counter(b for b, _a in going_on), Counter(a for _b, a in going_on)
    said = {(b, a): relation for b, a, relation in reversed(rows)}
    lines = tuple(Line(b, a, said[b, a]) for b, a in going_on if onward[b] == backward[a] == 1)
    left, right = {line.before for line in lines}, {line.after for line in lines}
    why = {"before": {}, "after": {}}
    for b, a, relation in rows:
        if relation in CONTINUES:
            relation = Relation.SPLIT if onward[b] > 1 else Relation.MERGED
        why["before"].setdefault(b, relation)
        why["after"].setdefault(a, relation)
    ended = tuple(End(pk, why["before"].get(pk, Relation.RETIRED)) for pk in before if pk not in left)
    started = tuple(End(pk, why["after"].get(pk, Relation.NEW)) for pk in after if pk not in right)
    return Pairing(lines, ended, started)


def in_a_row(first, second):
    """Two pairings as one, over the edition between them: of two things that happened the greater is said."""
    onward = {line.before: line for line in second.lines}
    gone, come = dict(second.ended), dict(first.started)
    lines, ended = [], list(first.ended)
    for line in first.lines:
        further = onward.pop(line.after, None)
        if further:
            lines.append(Line(line.before, further.after, max(line.relation, further.relation, key=CONTINUES.index)))
        else:
            ended.append(End(line.before, gone[line.after]))
    started = [End(line.after, come[line.before]) for line in onward.values()]
    return Pairing(tuple(lines), tuple(ended), (*started, *second.started))


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


def pairing_of(before, after):
    """The pairing of two editions (their keys); None where no crosswalk joins them, not even through others."""
    return read_pairing((before, after))


@kept
def read_pairing(editions):
    """The pairing of two editions as the database has it."""
    before, after = editions
    if before == after:
        same = practices_in(before)
        return Pairing(tuple(Line(pk, pk, Relation.SAME) for pk in same), (), ())
    path = shortest_path(before, after, joined_editions())
    if path is None:
        return None
    steps = [pair(practices_in(b), practices_in(a), rows_between(b, a)) for b, a in zip(path, path[1:], strict=False)]
    pairing = steps[0]
    for step in steps[1:]:
        pairing = in_a_row(pairing, step)
    return pairing


def practices_in(edition_pk):
    """The keys of an edition's practices in its order."""
    return [p.pk for characteristic in characteristics_of(edition_pk) for p in characteristic.practices_kept]


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
