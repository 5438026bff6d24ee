"""Which practice continues which: the crosswalk as lines, laid one after the other, walked either way."""

import pytest

from frameworks.comparison import Relation
from frameworks.edition_mapping import (
    EditionMapping,
    End,
    MappedLine,
    chained,
    direct_mapping,
    mapping_between,
    shortest_path,
)
from tests.factories import make_edition
from tests.reports.factories import make_crosswalk

SAME, REWORDED, MOVED, SPLIT, MERGED, NEW, RETIRED = Relation


def test_same_reworded_and_moved_continue_and_all_else_starts_or_ends():
    rows = [
        (1, 11, SAME), (2, 12, REWORDED), (3, 13, MOVED), (4, 14, SPLIT), (4, 15, SPLIT),
        (5, 16, MERGED), (6, 16, MERGED), (7, None, RETIRED), (None, 17, NEW),
    ]  # fmt: skip

    found = direct_mapping([1, 2, 3, 4, 5, 6, 7], [11, 12, 13, 14, 15, 16, 17], rows)

    assert found.lines == (MappedLine(1, 11, SAME), MappedLine(2, 12, REWORDED), MappedLine(3, 13, MOVED))
    assert found.ended == (End(4, SPLIT), End(5, MERGED), End(6, MERGED), End(7, RETIRED))
    assert found.started == (End(14, SPLIT), End(15, SPLIT), End(16, MERGED), End(17, NEW))


def test_what_no_row_names_has_no_counterpart():
    assert direct_mapping([1], [2], []) == EditionMapping((), (End(1, RETIRED),), (End(2, NEW),))


@pytest.mark.parametrize(
    ("rows", "relation"),
    [
        ([(1, 11, SAME), (1, 12, REWORDED)], SPLIT),
        ([(1, 11, SAME), (1, 12, SPLIT)], SPLIT),
        ([(1, 11, SAME), (2, 11, SAME)], MERGED),
        ([(1, 11, SAME), (2, 11, MERGED)], MERGED),
    ],
    ids=["two continue one", "one part is the same", "one continues two", "one of those merged is the same"],
)
def test_a_line_goes_on_from_one_practice_to_one_whatever_the_rows_call_it(rows, relation):
    before, after = sorted({b for b, _a, _r in rows}), sorted({a for _b, a, _r in rows})

    found = direct_mapping(before, after, rows)

    assert found.lines == ()
    assert {end.relation for end in (*found.ended, *found.started)} == {relation}


def test_the_same_row_written_both_ways_is_one_line():
    assert direct_mapping([1], [2], [(1, 2, REWORDED), (1, 2, REWORDED)]).lines == (MappedLine(1, 2, REWORDED),)


def test_mappings_in_a_row_say_the_greater_of_what_happened_and_where_a_line_ended():
    first = direct_mapping(
        [1, 2, 3, 4], [11, 12, 13, 15], [(1, 11, MOVED), (2, 12, SAME), (3, 13, SAME), (4, None, RETIRED)]
    )
    second = direct_mapping(
        [11, 12, 13, 15], [21, 22, 25, 26], [(11, 21, SAME), (12, 22, REWORDED), (13, 26, SPLIT), (15, 25, SAME)]
    )

    found = chained(first, second)

    assert found.lines == (MappedLine(1, 21, MOVED), MappedLine(2, 22, REWORDED))
    assert found.ended == (End(4, RETIRED), End(3, SPLIT))
    assert found.started == (End(25, NEW), End(26, SPLIT))


def test_what_was_split_or_merged_has_its_parts_as_successors_also_over_an_edition_between():
    first = direct_mapping(
        [1, 2, 3, 4], [11, 12, 13], [(1, 11, SPLIT), (1, 12, SPLIT), (2, 13, MOVED), (3, 13, MERGED)]
    )
    second = direct_mapping([11, 12, 13], [21, 22], [(11, 21, SAME), (12, 22, REWORDED), (13, None, RETIRED)])

    assert first.successors == {1: {11, 12}, 2: {13}, 3: {13}}
    assert chained(first, second).successors == {1: {21, 22}}
    assert chained(first, second).lines == ()


def test_the_shortest_way_leads_from_edition_to_edition():
    joined = {1: {2, 4}, 2: {1, 3}, 3: {2, 5}, 4: {1, 5}, 5: {3, 4}, 6: set()}

    assert shortest_path(1, 5, joined) == (1, 4, 5)
    assert shortest_path(1, 3, joined) == (1, 2, 3)
    assert shortest_path(1, 6, joined) is None


@pytest.mark.django_db
def test_editions_are_mapped_through_others_but_never_through_a_draft():
    first, second, third = (make_edition(1, 1) for _ in range(3))
    draft = make_edition(1, 1, publish=False)
    make_crosswalk(first, second, ("1.1", "1.1", "same"))
    make_crosswalk(third, second, ("1.1", "1.1", "reworded"))
    make_crosswalk(first, draft, ("1.1", "1.1", "same"))
    apart = make_edition(1, 1)
    make_crosswalk(draft, apart, ("1.1", "1.1", "same"))

    assert [line.relation for line in mapping_between(first.pk, third.pk).lines] == [REWORDED]
    assert mapping_between(first.pk, apart.pk) is None


@pytest.mark.django_db
def test_within_one_edition_every_practice_continues_itself():
    edition = make_edition(2, 2)

    found = mapping_between(edition.pk, edition.pk)

    assert [(line.before == line.after, line.relation) for line in found.lines] == [(True, SAME)] * 4
    assert (found.ended, found.started) == ((), ())
