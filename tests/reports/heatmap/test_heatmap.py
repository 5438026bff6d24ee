"""The heatmap as a value: what is read, in which order, and what each cell says."""

import pytest
from django.utils import timezone, translation

from assessments.cycles.models import Cycle
from assessments.record.models import Record
from districts.roles.roles_held import ALL_OVERSEEN, Overseen
from districts.structure.models import School
from people.text import alphabetical
from reports.figures.cells import links_for
from reports.figures.records import read_cycle
from reports.heatmap.key_figures import strip_of
from reports.heatmap.render_cache import drawn_heatmap
from reports.heatmap.value import heatmap_of
from tests.factories import make_assessment, make_cycle, make_district, make_edition, make_family, make_team
from tests.reports.factories import add_school, make_published, make_record, publish

pytestmark = pytest.mark.django_db
ALL_FOUR = {"1.1": 2, "1.2": 2, "1.3": 3, "1.4": 2}


def drawn(cycle, **chosen):
    return heatmap_of(read_cycle(cycle), **chosen)


def names(heatmap):
    return [row.name for row in heatmap.rows]


@pytest.fixture
def cycle():
    return make_cycle(make_district(), edition=make_edition(2, 4))


def test_a_cycle_that_is_not_published_has_no_figure(cycle):
    add_school(cycle, ALL_FOUR)

    shown = drawn(cycle)

    assert shown.schools == 0
    assert [cell.value for cell in shown.district.cells] == [None, None]


def test_a_version_that_was_replaced_is_not_read(cycle):
    assessment = make_assessment(cycle, make_team(cycle.district, name="Leadership"))
    make_record(assessment, {"1.1": 1}, superseded_at=timezone.now())
    make_record(assessment, {"1.1": 4}, version=2)

    assert [row.cells[0].text for row in drawn(publish(cycle)).teams] == ["4.0"]


def test_what_is_kept_of_records_gives_way_to_a_new_version_and_to_a_new_family(cycle):
    add_school(cycle, ALL_FOUR)
    record = Record.objects.get(cycle=publish(cycle))
    family = make_family(cycle.district)
    before = read_cycle(cycle)

    Record.objects.filter(pk=record.pk).update(superseded_at=timezone.now())
    between = read_cycle(cycle)
    make_record(record.assessment, dict.fromkeys(ALL_FOUR, 4), version=2)
    School.objects.update(family=family)
    after = read_cycle(cycle)

    assert [[entry.total.level_total for entry in read.schools] for read in (before, between, after)] == [[9], [], [16]]
    assert (before.schools[0].family_now, after.schools[0].family_now) == (None, family.pk)
    assert before.schools[0].school_pk == after.schools[0].school_pk
    Cycle.objects.filter(pk=cycle.pk).update(published_at=None)
    assert read_cycle(cycle).schools == ()


def test_schools_stand_in_alphabetical_order_with_accents_among_their_letters(cycle):
    for name in ("Zephyr", "École des Pionniers", "eastview", "O’Connor", "Oakwood", "Élan"):
        add_school(cycle, ALL_FOUR, name=name)

    shown = [row.name for row in drawn(publish(cycle)).groups[0].rows]

    assert shown == ["eastview", "École des Pionniers", "Élan", "Oakwood", "O’Connor", "Zephyr"]


def test_an_apostrophe_makes_no_difference_to_the_order():
    assert alphabetical("O’Connor")[0] == alphabetical("OConnor")[0]


def test_the_order_never_follows_the_level(cycle):
    add_school(cycle, {"1.1": 1, "1.2": 1, "1.3": 1, "1.4": 1}, name="A")
    add_school(cycle, {"1.1": 4, "1.2": 4, "1.3": 4, "1.4": 4}, name="B")

    assert names(drawn(publish(cycle))) == ["District", "A", "B"]


def test_families_are_groups_with_their_means_and_schools_without_one_come_last(cycle):
    ridge, lake = make_family(cycle.district, name="Ridge"), make_family(cycle.district, name="Lake")
    add_school(cycle, {**ALL_FOUR, "1.1": 4}, family=lake, name="L1")
    add_school(cycle, ALL_FOUR, family=lake, name="L2")
    add_school(cycle, ALL_FOUR, family=ridge, name="R1")
    add_school(cycle, ALL_FOUR, name="Alone")

    groups = drawn(publish(cycle)).groups

    assert [group.name for group in groups] == ["Lake", "Ridge", "Other schools"]
    # (2.75 + 2.25) / 2; in Ridge fewer than two schools remain.
    assert [group.means and group.means.cells[0].text for group in groups] == ["2.5", "–", None]


def test_a_mean_that_is_none_says_how_many_schools_it_lacks(cycle):
    add_school(cycle, ALL_FOUR, family=make_family(cycle.district, name="Lake"))

    shown = drawn(publish(cycle))

    assert shown.district.cells[1].name == "District, 2 Short 2: no figure, no school to count"
    assert shown.groups[0].means.cells[0].name == "Lake, 1 Short 1: no figure, fewer than two schools to count"


@pytest.mark.parametrize(("schools", "signs"), [(1, ["–"]), (2, [])])
def test_the_legend_explains_a_dash_where_only_a_mean_has_one(schools, signs):
    cycle = make_cycle(make_district(), edition=make_edition(1, 4))
    family = make_family(cycle.district)
    for number in range(schools):
        add_school(cycle, ALL_FOUR, family=family, name=f"L{number}")

    assert [mark.sign for mark in drawn(publish(cycle)).marks] == signs


def test_the_district_team_is_a_row_of_its_own_and_not_in_the_mean(cycle):
    make_record(make_assessment(cycle, make_team(cycle.district, name="Leadership")), dict.fromkeys(ALL_FOUR, 4))
    add_school(cycle, ALL_FOUR, name="A")

    shown = drawn(publish(cycle))

    assert (shown.district.cells[0].text, shown.teams[0].cells[0].text) == ("2.3", "4.0")


def test_a_cell_says_whose_it_is_what_it_shows_and_of_how_many(cycle):
    add_school(cycle, {"1.1": 2, "1.2": 3, "1.3": "?", "1.4": "n/a"}, name="École")

    cell = drawn(publish(cycle)).groups[0].rows[0].cells[0]

    assert cell.name == "École, 1 Short 1: level 2.5, 2 of 3 practices agreed"
    assert (cell.text, cell.css, cell.sign) == ("2.5", "lvl-25", "")


def test_under_half_agreed_is_faint_and_says_so(cycle):
    add_school(cycle, {"1.1": 4}, name="A")

    cell = drawn(publish(cycle)).groups[0].rows[0].cells[0]

    assert (cell.css, cell.sign) == ("lvl-40 faint", "…")
    assert cell.name.endswith("1 of 4 practices agreed, fewer than half of the practices agreed")


def test_locally_different_is_marked_with_its_number(cycle):
    add_school(cycle, ALL_FOUR, name="A", local={"1.1", "1.2"})

    shown = drawn(publish(cycle))
    cell = shown.groups[0].rows[0].cells[0]

    assert (cell.css, cell.sign) == ("lvl-23 hatch", "≠")
    assert cell.name.endswith(", 2 locally different on purpose")
    assert [mark.sign for mark in shown.marks] == ["≠", "–"]


def test_nothing_agreed_is_a_dash_and_not_zero(cycle):
    add_school(cycle, ALL_FOUR, name="A")

    cell = drawn(publish(cycle)).groups[0].rows[0].cells[1]

    assert (cell.value, cell.text, cell.css) == (None, "–", "none")
    assert cell.name == "A, 2 Short 2: nothing agreed yet, 0 of 4 practices agreed"


def test_what_does_not_apply_at_all_is_told_from_what_is_not_agreed(cycle):
    add_school(cycle, dict.fromkeys(ALL_FOUR, "n/a"), name="A")

    cell = drawn(publish(cycle)).groups[0].rows[0].cells[0]

    assert (cell.text, cell.name) == ("n/a", "A, 1 Short 1: does not apply")


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("level", "2.3"),
        ("target", "25 %"),
        ("coverage", "100 %"),
        ("evidence", "75 %"),
        ("changing", "25 %"),
        ("unsupported", "50 %"),
    ],
)
def test_each_measure_shows_its_figure(cycle, measure, expected):
    add_school(cycle, ALL_FOUR, name="A", evidence={"1.1", "1.2"}, changing={"1.3"}, unsupported={"1.3", "1.4"})

    assert drawn(publish(cycle), measure_key=measure).groups[0].rows[0].cells[0].text == expected


def test_figures_are_written_as_the_readers_language_writes_them(cycle):
    add_school(cycle, ALL_FOUR, name="A")

    with translation.override("fr"):
        assert drawn(publish(cycle)).groups[0].rows[0].cells[0].text == "2,3"


def test_how_many_schools_a_mean_leaves_out_is_said(cycle):
    add_school(cycle, ALL_FOUR, name="A")
    add_school(cycle, {"1.1": 4}, name="B")

    shown = drawn(publish(cycle))

    assert shown.district.cells[0].name == "District, 1 Short 1: level 2.3, mean of 1 school, 1 left out"
    assert shown.left_out.startswith("The district’s figures leave out")


def test_a_family_that_is_chosen_leaves_the_district_as_it_is(cycle):
    family = make_family(cycle.district, name="Lake")
    add_school(cycle, dict.fromkeys(ALL_FOUR, 4), family=family, name="L")
    add_school(cycle, dict.fromkeys(ALL_FOUR, 2), name="Else")

    shown = drawn(publish(cycle), family=family.pk)

    assert names(shown) == ["District", "Lake", "L"]
    assert shown.district.cells[0].text == "3.0"


def test_the_addresses_of_a_family_keep_what_was_chosen_and_name_one_family(cycle):
    def links(query):
        return links_for(cycle.district, query)

    results = f"/districts/{cycle.district.slug}/results/"
    assert links("?cycle=4&rows=families").schools_of(7) == f"{results}?cycle=4&family=7"
    assert links("?family=9").schools_of(7) == f"{results}?family=7"
    in_family = [links(query).in_family(7).query for query in ("", "?cycle=4", "?family=9")]
    assert in_family == ["?family=7", "?cycle=4&family=7", "?family=9"]


def test_the_figures_that_matter_are_means_over_schools(cycle):
    add_school(cycle, {**ALL_FOUR, "2.1": 1, "2.2": 1}, name="A", changing={"1.1"})
    add_school(cycle, {**dict.fromkeys(ALL_FOUR, 4), "2.1": 1, "2.2": 2}, name="B")
    add_school(cycle, {"1.1": 4}, name="Thin")
    records = read_cycle(publish(cycle))

    strip = strip_of(records, links_for(records.cycle.district))

    # 1 of 6 and 4 of 6 at or above target: 41.67 %; 1 of 8 and 0 of 8 with evidence of changed outcomes: 6.25 %.
    assert (strip.at_target, strip.at_target_schools, strip.changing) == ("42 %", 2, "6 %")
    assert (strip.talk_first.number, strip.talk_first.schools_below) == (2, 2)
    assert strip.records == 3


def test_a_published_cycle_without_schools_draws_no_row():
    assert names(drawn(make_published(schools=0))) == ["District"]


def test_what_is_kept_of_a_drawn_heatmap_is_not_shown_to_whom_it_is_not_meant_for(cycle):
    near, far = make_family(cycle.district), make_family(cycle.district)
    add_school(cycle, ALL_FOUR, family=near, name="Near")
    add_school(cycle, ALL_FOUR, family=far, name="Far")
    records = read_cycle(publish(cycle))

    def shown(language="en", **chosen):
        asked = {"measure_key": "level", "overseen": ALL_OVERSEEN, "family": None, "query": "", **chosen}
        with translation.override(language):
            return drawn_heatmap(records, **asked)

    everything, of_near = shown(), shown(overseen=Overseen(frozenset({near.pk})))
    share, french = shown(measure_key="target"), shown("fr")

    assert ("Near" in everything[1], "Far" in everything[1]) == (True, True)
    assert ("Near" in of_near[1], "Far" in of_near[1]) == (True, False)
    assert share[0].measure.key == "target"
    assert french[1] != everything[1]
    assert shown() is everything


def test_a_family_renamed_while_teams_closed_is_one_family_by_its_last_name():
    cycle = make_cycle(make_district(), edition=make_edition(1, 2))
    family = make_family(cycle.district, name="Lake")
    add_school(cycle, {"1.1": 2, "1.2": 2}, family=family, name="Ash")
    family.name = "Great Lake"
    family.save()
    add_school(cycle, {"1.1": 3, "1.2": 4}, family=family, name="Birch")

    (group,) = heatmap_of(read_cycle(publish(cycle))).groups

    # (2 + 3.5) / 2 of both, where two families of one school each would have none.
    assert (group.name, group.means.cells[0].value, len(group.rows)) == ("Great Lake", 2.75, 2)
