"""The measure that comes from people's ratings: what records and groups hold, and nothing where they hold nothing."""

import pytest

from assessments.models import RecordGroup
from frameworks.models import Practice
from reports.taken.tables import heatmap_table
from reports.values.heatmap import heatmap_of
from reports.values.reading import read_cycle
from tests.factories import make_assessment, make_cycle, make_district, make_edition, make_family, make_team

from .factories import add_school, make_record, publish

pytestmark = pytest.mark.django_db
ALL_FOUR = {"1.1": 2, "1.2": 2, "1.3": 3, "1.4": 2}


@pytest.fixture
def cycle():
    return make_cycle(make_district(), edition=make_edition(2, 4))


def drawn(cycle, measure="agreement", **chosen):
    return heatmap_of(read_cycle(cycle), measure_key=measure, **chosen)


def stored(**shares):
    """What protection let into a record: the share within one level by practice, `p11` for 1.1."""
    return {f"{key[1]}.{key[2]}": {"median": 2, "share_within_one": share} for key, share in shares.items()}


def store_group(cycle, kind, shares, family=None):
    """A fixed group's figures, as publishing writes them."""
    for practice in Practice.objects.filter(characteristic__edition=cycle.edition):
        RecordGroup.objects.create(
            cycle=cycle,
            kind=kind,
            family=family,
            name=family.name if family else "",
            practice=practice,
            share_within_one=shares.get(practice.code),
        )


def test_agreement_is_the_mean_of_the_shares_that_a_record_holds_and_says_of_how_many(cycle):
    add_school(cycle, ALL_FOUR, name="A", protected=stored(p11=2 / 3, p12=1.0, p13=5 / 6))

    cell = drawn(publish(cycle)).groups[0].rows[0].cells[0]

    # (2/3 + 1 + 5/6) / 3 = 5/6
    assert (cell.text, cell.name) == ("83 %", "A, 1 Short 1: 83 % within one level, from 3 of 4 practices")


def test_agreement_from_fewer_than_half_of_the_practices_is_faint(cycle):
    add_school(cycle, ALL_FOUR, name="A", protected=stored(p11=1.0))

    shown = drawn(publish(cycle))
    cell = shown.groups[0].rows[0].cells[0]

    assert (cell.css, cell.sign) == ("pct-100 faint", "…")
    assert cell.name.endswith("from 1 of 4 practices, from fewer than half of the practices")


def test_what_a_record_does_not_hold_is_withheld_in_the_same_words_for_every_reason(cycle):
    add_school(cycle, ALL_FOUR, name="Few people")
    add_school(cycle, {}, name="Nothing said")

    shown = drawn(publish(cycle))
    cells = [row.cells[0] for row in shown.rows]

    assert {(cell.value, cell.text, cell.css) for cell in cells} == {(None, "<5", "withheld")}
    assert {cell.name.partition(": ")[2] for cell in cells} == {"Withheld: fewer than 5 people"}
    assert [mark.css for mark in shown.marks] == ["withheld"]


def test_a_groups_agreement_is_its_own_and_not_a_mean_of_its_schools(cycle):
    family = make_family(cycle.district, name="Lake")
    for _number in range(2):
        add_school(cycle, ALL_FOUR, family=family, protected=stored(p11=1.0))
    store_group(cycle, RecordGroup.Kind.FAMILY, {"1.1": 0.6, "1.2": 0.8}, family)
    store_group(cycle, RecordGroup.Kind.ALL_SCHOOLS, {"1.1": 0.5})

    shown = drawn(publish(cycle))

    assert [shown.district.cells[0].text, shown.groups[0].means.cells[0].text] == ["50 %", "70 %"]


def test_a_groups_agreement_is_withheld_though_its_schools_are_shown(cycle):
    family = make_family(cycle.district, name="Lake")
    for _number in range(2):
        add_school(cycle, ALL_FOUR, family=family, protected=stored(p11=1.0))

    shown = drawn(publish(cycle), rows="families")

    assert [row.cells[0].text for row in shown.rows] == ["<5", "<5"]


def test_the_download_of_agreement_leaves_empty_what_is_withheld(cycle):
    add_school(cycle, ALL_FOUR, name="A", protected=stored(p11=0.8))
    add_school(cycle, ALL_FOUR, name="B")

    table = heatmap_table(drawn(publish(cycle)))
    rows = {row[1]: row for row in table.rows}

    assert [rows["A"][2], rows["B"][2]] == [80, None]
    assert table.head[5] == "1 Short 1: practices not withheld"
    assert [rows["A"][5], rows["B"][5]] == [1, 0]


def test_a_scale_that_asks_for_no_evidence_has_no_unsupported_levels(cycle):
    cycle.scale.levels.update(kinds_of_evidence=0)
    add_school(cycle, ALL_FOUR)

    with pytest.raises(KeyError):
        drawn(publish(cycle), "unsupported")


def test_the_district_teams_agreement_is_that_of_its_own_record(cycle):
    team = make_team(cycle.district, name="Leadership")
    make_record(make_assessment(cycle, team), ALL_FOUR, protected=stored(p11=0.8))

    shown = drawn(publish(cycle))

    assert [row.cells[0].text for row in shown.teams] == ["80 %"]
