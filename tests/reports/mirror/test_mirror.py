"""The mirror: the district team in quarters of a level beside all schools, worked by hand."""

from fractions import Fraction

import pytest
from django.test import Client

from reports.figures.legend import NOT_SHOWN
from reports.figures.records import read_cycle
from reports.mirror.chart import dumbbells, mirror_chart, ticks
from reports.mirror.export import mirror_table
from reports.mirror.gaps import GapWriting, css_of, steps_of
from reports.mirror.value import MirrorSide, headline, mirror_of, side_of
from tests.factories import make_family
from tests.reports.factories import make_block, make_mirror, make_published, saw_spreads, superintendent_of

pytestmark = pytest.mark.django_db
# Quarters of a level, as publication stores them: 3.25, 2.5; 3.5 or higher, 2.0, 1.75, 2.0; nothing of 1.3.
DISTRICT = {"1.1": 13, "1.2": 10, "1.4": 9, "2.1": 14, "2.2": 8, "2.3": 7, "2.4": 8}
# Means of the levels given 2.5, 2.5; 3.4, 1.1, 3.0; 1.4 is not shown, and nobody gave a level to 2.4.
SCHOOLS = {
    "1.1": [20, 20, 20, 20, 10, 0, 10],
    "1.2": [0, 50, 50, 0, 0, 0, 0],
    "1.3": [25, 25, 25, 25, 0, 0, 0],
    "2.1": [0, 10, 40, 50, 0, 0, 0],
    "2.2": [90, 10, 0, 0, 0, 0, 0],
    "2.3": [0, 0, 100, 0, 0, 0, 0],
    "2.4": [0, 0, 0, 0, 60, 40, 0],
}


@pytest.fixture
def cycle():
    cycle = make_published(schools=1)
    make_block(cycle, SCHOOLS)
    make_mirror(cycle, DISTRICT)
    return cycle


@pytest.fixture
def shown(cycle):
    return mirror_of(read_cycle(cycle))


def page(cycle, place="", person=None, **families):
    client = Client()
    client.force_login(person or superintendent_of(cycle.district, **families))
    return client.get(f"/districts/{cycle.district.slug}/results/mirror{place}")


def said(one):
    return one.reflected.district, one.reflected.schools, one.reflected.gap


# -- What it says ---------------------------------------------------------------------------------


def test_a_practice_has_two_means_in_quarters_and_their_gap(shown):
    first, second, *_others = shown.rows[0].practices

    assert said(first) == ("3.25", "2.50", "+0.75")
    assert (first.reflected.css, first.reflected.words) == ("gap-d3", "district team 0.75 higher")
    assert said(second) == ("2.50", "2.50", "0.00")
    assert (second.reflected.css, second.reflected.words) == ("gap-0", "alike")


def test_means_near_an_end_are_coded_and_have_no_gap(shown):
    both_high, schools_low, neither, _none = shown.rows[1].practices

    assert said(both_high) == ("3.50 or higher", "3.50 or higher", "–")
    assert said(schools_low) == ("2.00", "1.50 or lower", "–")
    assert {one.reflected.words for one in (both_high, schools_low)} == {"no gap beside an end of the scale"}
    assert said(neither) == ("1.75", "3.00", "−1.25")


def test_the_ends_are_half_a_level_inside_a_scale_whatever_number_it_begins_with():
    assert [side_of(quarters, [0, 1, 2, 3]) for quarters in (0, 2, 3, 9, 10, 12)] == [
        *[MirrorSide(2, low_end=True, high_end=False)] * 2,
        MirrorSide(3, low_end=False, high_end=False),
        MirrorSide(9, low_end=False, high_end=False),
        *[MirrorSide(10, low_end=False, high_end=True)] * 2,
    ]


def test_where_one_side_is_missing_nothing_is_shown(shown):
    # Of 1.3 the district team has no mean, 1.4 is not shown of the schools, and to 2.4 no school's people gave a level.
    for one in (*shown.rows[0].practices[2:], shown.rows[1].practices[3]):
        assert (said(one), one.people, one.reflected.sides) == (("–", "–", "–"), None, None)
        assert one.reflected.words == NOT_SHOWN == "Not shown, to protect people"


def test_a_district_team_of_which_nobody_gave_a_level_is_not_shown():
    cycle = make_published()
    make_block(cycle, SCHOOLS)
    make_mirror(cycle, {"1.1": None})

    assert mirror_of(read_cycle(cycle)).rows[0].practices[0].reflected.sides is None


def test_its_number_is_of_people_who_answered(cycle, shown):
    assert [one.people for one in shown.rows[0].practices] == [8, 8, None, None]
    assert page(cycle, "/").content.decode().count("8 people answered") == 5


def test_a_characteristic_is_the_mean_of_what_is_shown_of_its_practices(shown):
    # (3.25 + 2.5) / 2 = 2.875 beside 2.5; (3.5 + 2.0 + 1.75) / 3 = 2.42 beside (3.5 + 1.5 + 3.0) / 3 = 2.67.
    assert [(*said(row), row.shown) for row in shown.rows] == [
        ("3.00", "2.50", "+0.50", 2),
        ("2.50", "2.75", "−0.25", 3),
    ]


def test_schools_are_all_blocks_together_weighted_by_their_people():
    cycle = make_published()
    make_block(cycle, {"1.1": [0, 100, 0, 0, 0, 0, 0]}, people=30, family=make_family(cycle.district))
    make_block(cycle, {"1.1": [0, 0, 0, 100, 0, 0, 0], "1.2": [0, 0, 0, 100, 0, 0, 0]}, people=10, step=10)
    make_mirror(cycle, {"1.1": 11, "1.2": 11})

    shown = mirror_of(read_cycle(cycle))
    first, second, *_others = shown.rows[0].practices

    assert (shown.people, shown.step) == (40, 10)
    assert first.reflected.schools == "2.50"  # three quarters at 2, one at 4
    assert second.reflected.sides is None  # of one block 1.2 is not shown


def test_the_page_says_what_it_means_in_words(cycle, shown):
    assert [len(rows) for rows in (shown.higher, shown.alike, shown.lower)] == [1, 0, 1]
    assert shown.widest.column.number == 1
    assert headline(shown) == "Of 2 characteristics the district team sees 1 higher than the schools do, and 1 lower."
    assert headline(shown) in page(cycle, "/").content.decode()


@pytest.mark.parametrize(("second", "number"), [(12, 2), (8, 1), (6, 1)])
def test_the_widest_gap_is_named_whoever_is_higher_and_of_equals_the_first(second, number):
    cycle = make_published(schools=1)
    make_block(cycle, {"1.1": [0, 50, 50, 0, 0, 0, 0], "2.1": [0, 100, 0, 0, 0, 0, 0]})
    make_mirror(cycle, {"1.1": 12, "2.1": second})
    assert mirror_of(read_cycle(cycle)).widest.column.number == number


@pytest.mark.parametrize(
    ("district", "schools", "sentence"),
    [
        (13, 50, "Of 1 characteristic the district team sees 1 higher than the schools do."),
        (7, 50, "Of 1 characteristic the schools see 1 higher than the district team does."),
        (10, 50, "The district team and the schools see the district about alike."),
        (14, 50, "All means stand at an end of the scale, where no gap is shown."),
    ],
)
def test_each_of_its_sentences_is_said_where_it_is_true(district, schools, sentence):
    cycle = make_published(schools=1)
    make_block(cycle, {"1.1": [0, schools, 100 - schools, 0, 0, 0, 0]})
    make_mirror(cycle, {"1.1": district})
    assert headline(mirror_of(read_cycle(cycle))) == sentence


def test_who_adds_up_the_characteristics_finds_those_without_a_gap_too():
    cycle = make_published(schools=1)
    make_block(cycle, {"1.1": [90, 10, 0, 0, 0, 0, 0]})
    make_mirror(cycle, {"1.1": 8})
    shown, text = mirror_of(read_cycle(cycle)), page(cycle, "/").content.decode()

    assert [len(rows) for rows in (shown.shown, shown.higher, shown.alike, shown.lower, shown.without_gap)] == [
        1,
        0,
        0,
        0,
        1,
    ]
    assert "1 without a gap, beside an end of the scale" in text
    assert headline(shown) == "All means stand at an end of the scale, where no gap is shown."


# -- As a chart and as a file -----------------------------------------------------------------------


def test_the_page_opens_with_its_chart_of_the_table_s_own_numbers(cycle, shown):
    first, second = dumbbells(shown)
    text = page(cycle, "/").content.decode()

    # 3.0 and 2.5 between 1 and 4.
    assert (first.district, first.schools) == ("66.7", "50.0")
    assert (second.district, second.schools) == ("50.0", "58.3")
    assert [(tick.place, tick.anchor, tick.value) for tick in ticks(shown.scale)] == [
        ("0", "start", 1), ("33.33", "middle", 2), ("66.67", "middle", 3), ("100", "end", 4),
    ]  # fmt: skip
    assert text.index('class="bell"') < text.index('id="c1"')
    assert text.count('class="bell"') == 2


def test_the_download_says_what_the_page_says(cycle, shown):
    table = mirror_table(shown)
    keys = [field.key for field in table.fields]
    rows = [dict(zip(keys, row, strict=True)) for row in table.rows]

    assert [(r["practice"], r["district_team"], r["schools"], r["gap"], r["people"]) for r in rows[:4]] == [
        ("", "3.00", "2.50", 0.5, None),
        ("1.1", "3.25", "2.50", 0.75, 8),
        ("1.2", "2.50", "2.50", 0.0, 8),
        ("1.3", None, None, None, None),
    ]
    assert [row["note"] for row in rows[2:4]] == ["", "Not shown, to protect people"]
    coded = rows[6]
    assert (coded["practice"], coded["district_team"], coded["gap"]) == ("2.1", "3.50 or higher", None)
    assert coded["note"] == "no gap beside an end of the scale"
    assert page(cycle, ".csv").status_code == 200


def test_the_chart_to_explore_has_the_same_numbers(cycle, shown):
    import plotly.graph_objects as go

    figure = page(cycle, "/chart.json").json()
    _between, district, schools = figure["data"]

    assert (district["x"], schools["x"]) == ([3.0, 2.5], [2.5, 2.75])
    assert district["customdata"][0] == "1 Short 1, District team: 3.00, district team 0.50 higher"
    assert figure["layout"]["xaxis"]["range"] == [0.9, 4.1]
    assert figure == mirror_chart(shown)
    assert go.Figure(figure).to_plotly_json()["data"][1]["x"] == district["x"]


@pytest.mark.parametrize(
    ("gap", "steps", "text"),
    [(Fraction(1, 4), 1, "+0.25"), (0, 0, "0.00"), (Fraction(3, 4), 3, "+0.75"), (Fraction(7, 4), 6, "+1.75")],
)
def test_a_gap_is_written_and_coloured_alike_on_both_sides(gap, steps, text):
    writing, gap = GapWriting(), Fraction(gap)

    assert (steps_of(gap), steps_of(-gap)) == (steps, -steps)
    assert (writing.gap(gap), writing.gap(-gap)) == (text, text.replace("+", "−"))
    assert css_of(-gap) == css_of(gap).replace("d", "s")


# -- Who reads it, and what stands where there is nothing ----------------------------------------------


def test_the_mirror_is_for_superintendents_of_the_whole_district(cycle):
    assert page(cycle, "/").status_code == 200
    assert page(cycle, "/", families=[make_family(cycle.district)]).status_code == 403


@pytest.mark.parametrize(("teams", "reads"), [(2, True), (3, False)])
def test_who_saw_the_spreads_of_more_than_two_school_teams_reads_none(cycle, teams, reads):
    person = superintendent_of(cycle.district)
    saw_spreads(person, cycle, teams)

    text = page(cycle, "/", person).content.decode()

    assert ("3.25" in text, "Who was in more than two of the schools’ teams" in text) == (reads, not reads)
    assert [page(cycle, place, person).status_code for place in (".csv", "/chart.json")] == [200 if reads else 404] * 2


@pytest.mark.parametrize("missing", ["both", "blocks", "district team"])
def test_an_empty_mirror_says_why_and_leads_to_the_rule(missing):
    cycle = make_published(schools=1)
    if missing == "district team":
        make_block(cycle, SCHOOLS)
    if missing == "blocks":
        make_mirror(cycle, DISTRICT)

    text, shown = page(cycle, "/").content.decode(), mirror_of(read_cycle(cycle))

    assert "Not shown, to protect people" in text
    assert (shown.people, shown.step) == ((40, 5) if missing == "district team" else (0, 0))
    assert 'href="/protection/"' in text
    assert "3.25" not in text


def test_before_the_first_publication_the_page_says_what_it_will_show():
    cycle = make_published()
    cycle.published_at = None
    cycle.save()

    assert "When the first cycle is published" in page(cycle, "/").content.decode()
