"""How people rated: published shares of blocks of schools, worked by hand, beside what the same schools agreed."""

import pytest

from assessments.publishing.models import Block
from assessments.record.models import Record
from reports.figures.records import read_cycle
from reports.rater_agreement.value import RaterAgreementDrawing, choices_of, every_share, headline
from tests.factories import make_family
from tests.reports.factories import make_block, make_published, make_record
from tests.reports.rated import NORTH, OTHERS, by_code, make_rated, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle():
    return make_rated()


# -- What it says -----------------------------------------------------------------------------------


def test_all_schools_come_first_then_each_block_by_the_name_of_its_day(cycle):
    names = [(schools.name, schools.people, schools.step) for schools in choices_of(cycle)]

    assert names == [("All schools", 45, 20), ("North", 30, 10), ("Other schools together", 15, 20)]
    cycle.district.families.update(name="Renamed")
    assert choices_of(cycle)[1].name == "North"


@pytest.mark.parametrize("families", [1, 2, 3])
def test_all_schools_come_first_however_many_blocks_there_are(families):
    cycle = make_published()
    for number in range(families):
        make_block(cycle, NORTH, people=20 + number, family=make_family(cycle.district))
    make_block(cycle, OTHERS, people=10)

    everybody, *blocks = [schools.people for schools in choices_of(cycle)]

    assert blocks == [*range(20, 20 + families), 10]
    assert everybody == sum(blocks)


def test_a_single_block_is_the_only_choice():
    cycle = make_published()
    make_block(cycle, NORTH)

    assert [schools.name for schools in choices_of(cycle)] == ["All schools"]


def test_a_block_shows_its_shares_as_they_were_published(cycle):
    shown = by_code(report_of(cycle, 1))

    assert {code: [share.percent for share in rated.shares] for code, rated in shown.items() if rated.shares} == NORTH
    assert [share.text for share in shown["1.1"].shares][1:4] == ["under 10 %", "over 90 %", "under 10 %"]


@pytest.mark.parametrize(("place", "under", "over"), [(1, "under 10 %", "over 90 %"), (2, "under 20 %", "over 80 %")])
def test_nothing_and_everything_are_written_by_the_step(cycle, place, under, over):
    written = {share.text for rated in report_of(cycle, place).practices for share in rated.shares}

    assert {under, over} <= written
    assert not {"0 %", "100 %"} & written


def test_all_schools_are_the_blocks_weighted_by_their_people_in_whole_per_cent(cycle):
    shown = by_code(report_of(cycle))

    # Two thirds of North and one of the others: 100·2/3 + 80/3 = 93, 20/3 = 7.
    assert [share.percent for share in shown["1.1"].shares] == [0, 0, 93, 7, 0, 0, 0]
    assert [share.percent for share in shown["1.2"].shares] == [33, 13, 13, 33, 0, 0, 7]


def test_all_schools_are_shown_only_where_every_block_is(cycle):
    assert by_code(report_of(cycle, 1))["1.3"].shares
    assert by_code(report_of(cycle))["1.3"].shares == ()
    assert every_share(choices_of(cycle))[""].keys() == {
        rated.practice.pk for rated in report_of(cycle).practices if rated.shares
    }


def test_practices_stand_by_how_far_apart_people_are_and_those_not_shown_last(cycle):
    codes = [rated.practice.code for rated in report_of(cycle, 1).practices]

    # Half at each end is 1: 1.2 0.87, 1.3 0.83, 2.1 0.33, 1.1 0; of 2.2 no level, of the others nothing is shown.
    assert codes == ["1.2", "1.3", "2.1", "1.1", "1.4", "2.2", "2.3", "2.4"]
    assert [rated.practice.code for rated in report_of(cycle, 1).in_order][:3] == ["1.1", "1.2", "1.3"]


@pytest.mark.parametrize("shares", [(50, 50), (0, 0, 80, 20, 0, 0, 0, 0)])
def test_shares_that_are_not_one_for_each_answer_are_never_shown_beside_the_wrong_ones(shares):
    scale = read_cycle(make_published()).scale

    with pytest.raises(ValueError, match="zip"):
        RaterAgreementDrawing(scale, step=5).parts(shares)


def test_a_practice_on_which_all_agree_stands_before_one_that_is_not_shown():
    cycle = make_published()
    make_block(cycle, {"1.3": [0, 0, 100, 0, 0, 0, 0], "1.4": [0, 50, 50, 0, 0, 0, 0]})

    codes = [rated.practice.code for rated in report_of(cycle).practices]

    assert codes == ["1.4", "1.3", "1.1", "1.2", "2.1", "2.2", "2.3", "2.4"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("1.1", "close together"),
        ("1.2", "two camps"),
        ("1.3", "spread"),
        ("2.2", "no level given"),
        ("1.4", "Not shown, to protect people"),
    ],
)
def test_a_practice_has_one_word(cycle, code, words):
    assert by_code(report_of(cycle, 1))[code].words == words


def test_the_sentence_at_the_top_names_up_to_three_practices_most_divided_first(cycle):
    assert headline(report_of(cycle, 1)) == "People’s answers were furthest apart on 1.2 (two camps) and 1.3 (spread)."
    assert headline(report_of(cycle, 2)) == "People’s answers were furthest apart on 1.2 (spread)."
    for practice in Block.objects.first().practices.all():
        practice.shares = NORTH["1.2"]
        practice.save()
    assert headline(report_of(cycle, 1)).count("(two camps)") == 3


def test_the_sentence_says_that_none_is_divided():
    cycle = make_published()
    make_block(cycle, {"1.1": [0, 0, 100, 0, 0, 0, 0]})

    assert headline(report_of(cycle)) == "In no practice shown here did people’s answers stand in two camps or spread."


def test_no_sentence_where_nothing_is_shown():
    cycle = make_published()
    make_block(cycle, {})

    assert headline(report_of(cycle)) == ""


def test_beside_it_stands_what_the_same_schools_agreed(cycle):
    def agreed(place, code):
        rated = by_code(report_of(cycle, place))[code]
        return rated.agreed_text, rated.schools

    assert [agreed(place, "1.1") for place in range(3)] == [("2.7", 3), ("3.5", 2), ("–", 1)]  # no single school's
    assert agreed(1, "1.2") == ("–", 1)  # "no agreement" is no level
    assert agreed(1, "1.3") == ("–", 0)


def test_the_agreed_levels_are_of_the_records_that_stand_and_the_shares_are_not_touched(cycle):
    before = [rated.shares for rated in report_of(cycle, 1).practices]
    record = Record.objects.filter(family__name="North").order_by("pk").first()
    record.superseded_at = record.closed_at
    record.save()
    make_record(record.assessment, {"1.1": 1}, version=2)

    again = report_of(cycle, 1)

    assert by_code(again)["1.1"].agreed_text == "2.5"  # (1 + 4) / 2
    assert [rated.shares for rated in again.practices] == before
