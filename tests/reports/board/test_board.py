"""The board report: its figures, its words, and who reads which of them."""

import datetime
from pathlib import Path

import pytest
from auditlog.models import LogEntry
from django.test import Client
from django.utils.translation import override

from districts.roles.models import Role
from people.errors import StaleRevision
from reports.board import actions
from reports.board.document import drawn
from reports.board.errors import NothingWritten
from reports.board.export import board_table
from reports.board.frozen import freeze, thaw
from reports.board.models import BoardNotes
from reports.board.notes import words_to_share
from reports.board.paragraphs import TextBlock, blocks_of
from reports.board.value import BoardWords, board_of
from tests.factories import appoint, make_cycle, make_district, make_family, make_scale
from tests.reports.factories import add_school, make_published, make_record, publish, superintendent_of
from tests.reports.test_pages import as_person, results

pytestmark = pytest.mark.django_db
CASES = Path(__file__).parents[2] / "cases"
LOW, HIGH = {"1.1": 1, "1.2": 2, "1.3": 2, "1.4": 2}, {"1.1": 3, "1.2": 3, "1.3": 3, "1.4": 3, "2.1": 2, "2.2": 2}
WORDS = {"learned": "zebra-learned", "next_steps": "zebra-next"}


@pytest.fixture
def cycle():
    """Two schools, of which both agreed on the first characteristic and one on the second."""
    cycle = make_published(name="Now")
    add_school(cycle, LOW, name="North School")
    add_school(cycle, HIGH, name="South School")
    return cycle


@pytest.fixture
def superintendent(cycle):
    return superintendent_of(cycle.district)


def write(cycle, by, revision=0, **words):
    return actions.write_notes(cycle=cycle, by=by, revision=revision, **(WORDS | words))


def add_cycle_before(cycle):
    """A published cycle of the year before, in which the same schools agreed on less."""
    before = make_cycle(
        cycle.district,
        edition=cycle.edition,
        scale=cycle.scale,
        name="Before",
        opens_on=cycle.opens_on - datetime.timedelta(days=365),
        closes_on=cycle.opens_on - datetime.timedelta(days=300),
    )
    for record in cycle.records.all():
        assessment = before.assessments.create(
            district=cycle.district, team=record.assessment.team, school=record.school
        )
        make_record(assessment, {"1.1": 1, "1.2": 2, "1.3": 2, "1.4": 2})
    return publish(before)


# -- Figures ------------------------------------------------------------------------------------------


def test_a_figure_of_one_school_is_a_dash(cycle):
    first, second = board_of(cycle).rows

    assert drawn(board_of(cycle)).rows[0].level == "2.4"  # (7/4 + 12/4) ÷ 2, half up
    assert (first.schools, second.level, second.schools) == (2, None, 1)


def test_the_report_says_in_words_what_rose_since_the_cycle_before(cycle):
    board = drawn(board_of(cycle, add_cycle_before(cycle)))

    # Then both 7/4; now 7/4 and 3.
    assert (board.rows[0].change, board.rows[0].basis) == ("+0.6", "in the same 2 schools both years")
    assert board.rows[0].reach == "judged higher 4 times, lower 0, the same 4"
    assert board.since == "Since Before: 1 of 2 characteristics rose, 1 is not compared."
    assert [row.change for row in board.rows] == ["+0.6", "–"]
    assert board.rows[1].basis == "fewer than two schools have half of these practices agreed in both"


@pytest.mark.parametrize(("same_scale", "words"), [
    (True, "No change since Before is told here: too few schools have both, or one could be known by it."),
    (False, "It cannot be compared with Before."),
])  # fmt: skip
def test_cycles_that_cannot_be_compared_are_not_those_of_which_no_change_is_told(cycle, same_scale, words):
    before = add_cycle_before(cycle)
    if same_scale:
        before.records.first().delete()
    else:
        before.scale = make_scale()
        before.save()

    assert drawn(board_of(cycle, before)).since == words


def test_the_download_has_the_numbers_of_the_page(cycle):
    table = board_table(board_of(cycle, add_cycle_before(cycle)))

    assert list(table.rows) == [
        ["1 Short 1", 2.4, 50, 100, 2, 0, 0.6, 2, 4, ""],
        [
            "2 Short 2",
            None,
            None,
            25,
            1,
            1,
            None,
            None,
            None,
            "No level: fewer than two schools counted; "
            "No change: fewer than two schools have half of these practices agreed in both",
        ],
    ]


def test_the_page_compares_with_the_cycle_published_before_the_chosen_one(cycle, superintendent):
    before = add_cycle_before(cycle)
    client = as_person(superintendent)

    assert "Change since Before" in client.get(results(cycle.district, "board/")).content.decode()
    earlier = client.get(results(cycle.district, "board/"), {"cycle": before.pk}).content.decode()
    assert "This is the first published cycle" in earlier


def test_the_report_names_no_school_and_no_person(cycle, superintendent):
    add_cycle_before(cycle)

    page = as_person(appoint(Role.TRUSTEE, district=cycle.district)).get(results(cycle.district, "board/"))

    assert "North School" not in page.content.decode()
    assert str(superintendent) not in page.content.decode()


# -- Words --------------------------------------------------------------------------------------------


def test_trustees_read_the_words_only_as_they_were_marked_as_ready(cycle, superintendent):
    trustee, writer = as_person(appoint(Role.TRUSTEE, district=cycle.district)), as_person(superintendent)
    address = results(cycle.district, "board/")

    notes = write(cycle, superintendent)
    assert "zebra" not in trustee.get(address).content.decode()
    assert "zebra-learned" in writer.get(address).content.decode()

    actions.mark_as_ready(cycle=cycle, revision=notes.revision, by=superintendent)
    write(cycle, superintendent, revision=1, learned="giraffe")
    assert "zebra-learned" in trustee.get(address).content.decode()
    assert "giraffe" not in trustee.get(address).content.decode()
    assert "giraffe" in writer.get(address).content.decode()

    actions.take_back(cycle=cycle, by=superintendent)
    assert "zebra" not in trustee.get(address).content.decode()


def test_a_superintendent_of_some_families_neither_writes_nor_reads_a_draft(cycle, superintendent):
    write(cycle, superintendent)
    some = as_person(superintendent_of(cycle.district, [make_family(cycle.district)]))

    assert "zebra" not in some.get(results(cycle.district, "board/")).content.decode()
    assert some.get(results(cycle.district, "board/write/")).status_code == 403


def test_words_on_top_of_others_are_refused_and_both_are_shown(cycle, superintendent):
    write(cycle, superintendent)
    client = as_person(superintendent_of(cycle.district))

    answer = client.post(
        results(cycle.district, "board/write/"), {"learned": "giraffe", "next_steps": "", "revision": 0}
    )

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "zebra-learned" in page
    assert "giraffe" in page
    assert '<input type="hidden" name="revision" value="1"' in page
    assert BoardNotes.objects.get().learned == "zebra-learned"


def test_words_fit_up_to_the_last_character_that_a_browser_lets_people_type(cycle, superintendent):
    """5,000 characters as a browser counts them; it sends each of their line breaks as two."""
    typed = CASES.joinpath("14-words-at-the-limit.txt").read_text()
    client, place = as_person(superintendent), results(cycle.district, "board/write/")

    def send(words, revision):
        return client.post(place, {"learned": words.replace("\n", "\r\n"), "next_steps": "", "revision": revision})

    assert len(typed) == 5_000
    assert send(typed, 0).status_code == 302
    assert BoardNotes.objects.get().learned.splitlines() == typed.splitlines()
    assert send(typed + "x", 1).status_code == 422


def test_saving_the_same_words_twice_is_one_save(cycle, superintendent):
    assert write(cycle, superintendent).revision == write(cycle, superintendent).revision == 1


def test_only_words_that_were_seen_become_ready(cycle, superintendent):
    with pytest.raises(NothingWritten):
        actions.mark_as_ready(cycle=cycle, revision=0, by=superintendent)
    write(cycle, superintendent)

    with pytest.raises(StaleRevision):
        actions.mark_as_ready(cycle=cycle, revision=0, by=superintendent)

    assert BoardNotes.objects.get().ready_at is None


def test_the_audit_history_says_when_and_never_what(cycle, superintendent):
    notes = write(cycle, superintendent)
    actions.mark_as_ready(cycle=cycle, revision=notes.revision, by=superintendent)

    said = [str(entry.changes) + entry.object_repr for entry in LogEntry.objects.get_for_model(BoardNotes)]

    assert any("ready_at" in one for one in said)
    assert not any("zebra" in one for one in said)


def test_the_page_walks_a_writer_through_write_ready_and_take_back(cycle, superintendent):
    client, address = as_person(superintendent), results(cycle.district, "board/")

    client.post(f"{address}write/", WORDS | {"revision": 0})
    assert "Draft." in client.get(address).content.decode()
    client.post(f"{address}ready/", {"revision": 1})
    assert "Trustees read these words since" in client.get(address).content.decode()
    client.post(f"{address}take-back/")
    assert "Draft." in client.get(address).content.decode()


def test_a_text_becomes_paragraphs_and_points():
    assert blocks_of("One\ntwo\n\n- a\n– b\nThree") == (
        TextBlock(("One", "two"), False),
        TextBlock(("a", "b"), True),
        TextBlock(("Three",), False),
    )
    assert blocks_of("  \n ") == ()


# -- Frozen -------------------------------------------------------------------------------------------


def test_a_frozen_copy_is_the_report_in_each_language(cycle, superintendent):
    before = add_cycle_before(cycle)
    notes = write(cycle, superintendent)
    actions.mark_as_ready(cycle=cycle, revision=notes.revision, by=superintendent)
    column = cycle.edition.characteristics.get(number=1)
    column.translations.create(language="fr", title="Titre", short_name="Court 1")

    def make():
        return board_of(cycle, before, words_to_share(cycle))

    frozen = freeze(make)

    for language, name in (("en", "Short 1"), ("fr", "Court 1")):
        with override(language):
            assert thaw(frozen) == make()
            assert thaw(frozen).rows[0].name == name
            assert thaw(frozen).words == BoardWords(**WORDS)


def test_a_copy_from_before_the_schools_of_a_change_were_counted_still_says_its_change(cycle):
    before = add_cycle_before(cycle)
    frozen = freeze(lambda: board_of(cycle, before), ["en"])
    first, second = frozen["en"]["rows"]
    old = {"before": "7/4", "after": "19/8", "practices": 4, "of": 4, "moved": 0, "rose": 4, "fell": 0, "stayed": 4}
    first["change"], second["change"] = old, None

    rows = drawn(thaw(frozen)).rows

    assert [(row.change, row.basis) for row in rows] == [
        ("+0.6", "in the same schools both years"),
        ("–", "cannot be compared"),
    ]


def test_before_the_first_publication_the_page_says_so():
    district = make_district()

    answer = as_person(superintendent_of(district)).get(results(district, "board/"))

    assert "No results yet" in answer.content.decode()
    assert Client().get(results(district, "board/")).status_code == 302
