"""Two editions side by side, as a value that pages draw: what stayed, what was reworded, moved, added or left out."""

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from .models.crosswalk import Crosswalk
from .models.edition import Practice

Relation = Crosswalk.Relation
# What is new to one who reads forwards is no longer there for one who reads backwards.
BACKWARDS = {
    Relation.NEW: Relation.RETIRED,
    Relation.RETIRED: Relation.NEW,
    Relation.SPLIT: Relation.MERGED,
    Relation.MERGED: Relation.SPLIT,
}


@dataclass(frozen=True)
class ComparedPiece:
    """Some words of a statement: kept, taken out (``del``) or put in (``ins``)."""

    mark: str
    text: str


@dataclass(frozen=True)
class Pair:
    """A practice of the left edition, its counterpart on the right, and how they relate."""

    relation: Relation
    left: Practice | None
    right: Practice | None

    @property
    def characteristic(self):
        """Where the pair stands: with its left side, or with its right where there is no left."""
        return (self.left or self.right).characteristic

    @property
    def place(self):
        """The order of the left edition, what is only on the right at the end of its characteristic."""
        practice = self.left or self.right
        return practice.characteristic.number, self.left is None, practice.position

    @property
    def reads_the_same(self):
        """Whether one line says all of it."""
        return self.relation == Relation.SAME

    @property
    def marked_left(self):
        """The left statement with what the right one leaves out."""
        return tuple(piece for piece in self.pieces if piece.mark != "ins")

    @property
    def marked_right(self):
        """The right statement with what it puts in."""
        return tuple(piece for piece in self.pieces if piece.mark != "del")

    @property
    def pieces(self):
        """Both statements at once, word by word."""
        return words_apart(self.left.statement if self.left else "", self.right.statement if self.right else "")


@dataclass(frozen=True)
class Comparison:
    """All pairs of two editions, by characteristic, and how many there are of each kind."""

    left: object
    right: object
    sections: tuple
    counts: dict
    total: int


def words_apart(old, new):
    """What changed between two texts, in whole words; a curly apostrophe is no other word than a straight one."""
    before, after = old.split(), new.split()
    plain = ([word.replace("’", "'") for word in words] for words in (before, after))
    pieces = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, *plain, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(ComparedPiece("", " ".join(after[j1:j2])))
            continue
        if i1 < i2:
            pieces.append(ComparedPiece("del", " ".join(before[i1:i2])))
        if j1 < j2:
            pieces.append(ComparedPiece("ins", " ".join(after[j1:j2])))
    return tuple(pieces)


def compare_editions(left, right, relation=None):
    """The crosswalk between two editions, read from left to right, whichever way it was written."""
    pairs = [*pairs_of(left, right, Crosswalk.objects)]
    pairs += [turned(pair) for pair in pairs_of(right, left, Crosswalk.objects)]
    counts = Counter(pair.relation for pair in pairs)
    shown = sorted((pair for pair in pairs if relation in (None, pair.relation)), key=lambda pair: pair.place)
    sections = tuple(
        (rows[0].characteristic, tuple(rows))
        for rows in (list(found) for _, found in groupby(shown, key=lambda pair: pair.characteristic.number))
    )
    return Comparison(left, right, sections, {kind: counts[kind] for kind in Relation if counts[kind]}, len(pairs))


def pairs_of(from_edition, to_edition, crosswalk):
    rows = crosswalk.filter(from_edition=from_edition, to_edition=to_edition).select_related(
        "from_practice__characteristic", "to_practice__characteristic"
    )
    rows = rows.prefetch_related(
        "from_practice__characteristic__translations", "to_practice__characteristic__translations"
    )
    return (Pair(Relation(row.relation), row.from_practice, row.to_practice) for row in rows)


def turned(pair):
    """The same pair, read the other way."""
    return Pair(BACKWARDS.get(pair.relation, pair.relation), pair.right, pair.left)


def counterparts_of(practice):
    """What continues a practice and what it continues, each as a pair that begins with it."""
    after = (Pair(Relation(row.relation), practice, row.to_practice) for row in practice.continued_by.all())
    before = (turned(Pair(Relation(row.relation), row.from_practice, practice)) for row in practice.continues.all())
    return [pair for pair in (*after, *before) if pair.right]


def joined_editions(editions):
    """Which of these editions a crosswalk joins: for each, the others it can be laid beside."""
    by_pk = {edition.pk: edition for edition in editions}
    joined = {pk: [] for pk in by_pk}
    pairs = Crosswalk.objects.order_by().values_list("from_edition", "to_edition").distinct()
    for one, other in pairs:
        if one in by_pk and other in by_pk:
            for here, there in ((one, other), (other, one)):
                if by_pk[there] not in joined[here]:
                    joined[here].append(by_pk[there])
    return joined
