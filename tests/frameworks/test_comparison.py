"""Two texts apart, word by word; a crosswalk read both ways."""

import pytest

from frameworks.comparison import compare_editions, joined_editions, words_apart
from frameworks.models.crosswalk import Crosswalk
from frameworks.models.edition import Practice
from tests.factories import make_edition


def marks(old, new):
    return [(piece.mark, piece.text) for piece in words_apart(old, new)]


def test_same_words_are_one_piece():
    assert marks("Ask parents", "Ask parents") == [("", "Ask parents")]


def test_other_words_are_taken_out_and_put_in():
    assert marks("Ask all parents", "Ask some parents now") == [
        ("", "Ask"),
        ("del", "all"),
        ("ins", "some"),
        ("", "parents"),
        ("ins", "now"),
    ]


def test_curly_apostrophe_is_no_other_word():
    assert marks("the system's goals", "the system’s goals") == [("", "the system’s goals")]


@pytest.mark.parametrize(("old", "new"), [("", "New here"), ("Gone", ""), ("", "")])
def test_one_side_may_be_missing(old, new):
    pieces = words_apart(old, new)

    assert " ".join(p.text for p in pieces if p.mark != "ins") == old
    assert " ".join(p.text for p in pieces if p.mark != "del") == new


@pytest.mark.django_db
def test_what_is_new_forwards_is_gone_backwards_and_keeps_the_order_of_the_left_edition():
    one, other = make_edition(characteristics=1, practices=2), make_edition(characteristics=1, practices=2)
    mine, theirs = (list(Practice.objects.filter(characteristic__edition=e)) for e in (one, other))
    for relation, left, right in (("moved", mine[1], theirs[0]), ("retired", mine[0], None), ("new", None, theirs[1])):
        Crosswalk.objects.create(
            from_edition=one, to_edition=other, from_practice=left, to_practice=right, relation=relation
        )

    forwards, backwards = compare_editions(one, other), compare_editions(other, one)

    assert [pair.relation for _, pairs in forwards.sections for pair in pairs] == ["retired", "moved", "new"]
    assert [pair.relation for _, pairs in backwards.sections for pair in pairs] == ["moved", "retired", "new"]
    assert joined_editions([one, other]) == {one.pk: [other], other.pk: [one]}
    assert joined_editions([one]) == {one.pk: []}
