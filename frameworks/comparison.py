"""Two editions side by side: which practices stayed, were reworded, moved, added or left out."""

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from .models.crosswalk import Crosswalk
from .models.edition import Characteristic, Edition, Practice

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
    """Some words of a statement: unchanged, removed (``del``) or added (``ins``)."""

    mark: str
    text: str


@dataclass(frozen=True)
class Pair:
    relation: Relation
    left: Practice | None
    right: Practice | None

    @property
    def characteristic(self):
        """The characteristic of the left practice, or of the right one where there is no left."""
        return (self.left or self.right).characteristic

    @property
    def place(self):
        """The sort key: the left edition's order, with right-only practices at the end of their characteristic."""
        practice = self.left or self.right
        return practice.characteristic.number, self.left is None, practice.position

    @property
    def reads_the_same(self):
        return self.relation == Relation.SAME

    @property
    def marked_left(self):
        return tuple(piece for piece in self.pieces if piece.mark != "ins")

    @property
    def marked_right(self):
        return tuple(piece for piece in self.pieces if piece.mark != "del")

    @property
    def pieces(self):
        return words_apart(self.left.statement if self.left else "", self.right.statement if self.right else "")


@dataclass(frozen=True)
class Comparison:
    left: Edition
    right: Edition
    sections: tuple[tuple[Characteristic, tuple[Pair, ...]], ...]
    counts: dict[Relation, int]
    total: int


def words_apart(old, new):
    """The differences between two texts in whole words; curly and straight apostrophes count as the same."""
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
    """Compare two editions by their crosswalk, in whichever direction it was written."""
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
    return Pair(BACKWARDS.get(pair.relation, pair.relation), pair.right, pair.left)


def counterparts_of(practice):
    """Predecessors and successors of a practice, each as a pair with this practice on the left."""
    after = (Pair(Relation(row.relation), practice, row.to_practice) for row in practice.continued_by.all())
    before = (turned(Pair(Relation(row.relation), row.from_practice, practice)) for row in practice.continues.all())
    return [pair for pair in (*after, *before) if pair.right]


def joined_editions(editions):
    by_pk = {edition.pk: edition for edition in editions}
    joined = {pk: [] for pk in by_pk}
    pairs = Crosswalk.objects.order_by().values_list("from_edition", "to_edition").distinct()
    for one, other in pairs:
        if one in by_pk and other in by_pk:
            for here, there in ((one, other), (other, one)):
                if by_pk[there] not in joined[here]:
                    joined[here].append(by_pk[there])
    return joined
