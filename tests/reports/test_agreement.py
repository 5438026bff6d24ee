"""Agreement outside the teams: worked by hand, and shown to whom it may be."""

from fractions import Fraction

import pytest
from django.test import Client

from assessments.models import RecordGroup
from frameworks.models import Practice
from reports.taken.tables_agreement import agreement_table
from reports.values.agreement import agreement_of
from reports.values.reading import read_cycle
from tests.factories import make_assessment, make_family, make_team

from .factories import add_school, make_published, make_record, superintendent_of

pytestmark = pytest.mark.django_db


def stood(median, share):
    return {"median": median, "share_within_one": share}


def store_group(cycle, kind, name="", **figures):
    """What publication stored of a group, by practice code with an underscore for the point; of all others nothing."""
    for practice in Practice.objects.filter(characteristic__edition=cycle.edition):
        of_practice = figures.get("p" + practice.code.replace(".", "_"), {})
        family = cycle.district.families.filter(name=name).first()
        RecordGroup.objects.create(cycle=cycle, kind=kind, family=family, name=name, practice=practice, **of_practice)


@pytest.fixture
def cycle():
    """Two schools of a family and one of none: 1.1 is shown of all, 1.2 of two, 2.1 of one, anything else of nobody."""
    cycle = make_published()
    lake = make_family(cycle.district, name="Lake")
    add_school(cycle, {}, lake, "Apart", protected={"1.1": stood(2, 0.6), "1.2": stood(3, 1.0), "2.1": stood(1, 5 / 7)})
    add_school(cycle, {}, lake, "Close", protected={"1.1": stood(2, 1.0), "1.2": stood(3, 0.75)})
    add_school(cycle, {}, None, "Loose", protected={"1.1": stood(4, 2 / 3)})
    team = make_team(cycle.district, name="Leaders")
    make_record(make_assessment(cycle, team), {}, protected={"1.1": stood(3, 1.0)})
    store_group(cycle, "all_schools", p1_1=stood(2, 0.8), p1_2=stood(3, 11 / 12))
    store_group(cycle, "family", "Lake", p1_1=stood(2, 0.7))
    return cycle


def shown_cells(agreement):
    rows = [agreement.schools, *agreement.teams]
    rows += [row for group in agreement.groups for row in ((group.means,) if group.means else ()) + group.rows]
    return {row.name: [cell.text for cell in row.cells] for row in rows}


def test_agreement_worked_by_hand(cycle):
    agreement = agreement_of(read_cycle(cycle))

    # All schools: (80 % + 91.67 %) / 2; Apart: (60 % + 100 %) / 2; Close: (100 % + 75 %) / 2.
    assert shown_cells(agreement) == {
        "All schools": ["86 %", "<5"],
        "Leaders": ["100 %", "<5"],
        "Lake": ["70 %", "<5"],
        "Apart": ["80 %", "71 %"],
        "Close": ["88 %", "<5"],
        "Loose": ["67 %", "<5"],
    }
    assert agreement.schools.cells[0].value == Fraction(103, 120)
    assert agreement.overall == ("86 %", 2)


def test_each_cell_says_of_how_many_practices_it_is_and_marks_the_few(cycle):
    agreement = agreement_of(read_cycle(cycle))
    apart = agreement.groups[0].rows[0].cells

    assert apart[0].name == "Apart, 1 Short 1: 80 % within one level of the median, 2 of 4 practices"
    assert (apart[0].css, apart[1].css, apart[1].sign) == ("pct-80", "pct-70 faint", "…")
    assert apart[1].name.endswith("1 of 4 practices, withheld for more than half of the practices")
    assert agreement.teams[0].cells[1].name == "Leaders, 2 Short 2: Withheld: fewer than 5 people"
    assert agreement.teams[0].cells[1].css == "withheld"


def test_a_team_stands_apart_below_three_in_four_counted_where_it_is_shown(cycle):
    agreement = agreement_of(read_cycle(cycle))
    counted = {one.practice.code: (one.apart, one.shown, one.near) for one in agreement.apart if one.shown}

    # 60 % and 67 % of three; 75 % is not below; 71 % alone.
    assert counted == {"1.1": (2, 3, "80 %"), "1.2": (0, 2, "92 %"), "2.1": (1, 1, "–")}
    assert [one.practice.code for one in agreement.most_apart] == ["2.1", "1.1"]


@pytest.mark.parametrize("is_there", [True, False], ids=["renamed", "gone"])
def test_a_familys_figure_is_found_by_the_family_and_where_it_is_gone_by_its_name(cycle, is_there):
    stored = RecordGroup.objects.filter(kind="family")
    if is_there:
        stored.update(name="Great Lake")  # as publication writes it after somebody has renamed it
    else:
        cycle.district.schools.update(family=None)
        cycle.district.families.all().delete()
    agreement = agreement_of(read_cycle(cycle))

    rows = [row for row in agreement_table(agreement).rows if row[1] == "All schools of the family"]

    assert shown_cells(agreement)["Lake"] == ["70 %", "<5"]
    assert rows[0] == ["Lake", "All schools of the family", "1 Short 1", "1.1", 2, 70, ""]


def test_the_download_says_whose_figures_are_withheld(cycle):
    rows = list(agreement_table(agreement_of(read_cycle(cycle))).rows)

    assert [row[:2] for row in rows[::8]] == [
        ["", "All schools"],
        ["", "Leaders"],
        ["Lake", "All schools of the family"],
        ["Lake", "Apart"],
        ["Lake", "Close"],
        ["", "Loose"],
    ]
    assert rows[1] == ["", "All schools", "1 Short 1", "1.2", 3, 92, ""]
    assert rows[2] == ["", "All schools", "1 Short 1", "1.3", None, None, "Withheld: fewer than 5 people"]


def test_a_superintendent_of_some_families_reads_their_schools_and_what_is_of_all(cycle):
    own = make_family(cycle.district, name="Own")
    add_school(cycle, {}, own, "Mine", protected={"1.1": stood(2, 1.0)})
    client = Client()
    client.force_login(superintendent_of(cycle.district, [own]))

    page = client.get(f"/districts/{cycle.district.slug}/results/agreement/").content.decode()
    table = b"".join(client.get(f"/districts/{cycle.district.slug}/results/agreement.csv")).decode()

    for text in (page, table):
        assert [name in text for name in ("All schools", "Mine", "Leaders", "Close", "Lake")] == [True, True] + [
            False
        ] * 3


def test_the_page_says_what_it_means_and_keeps_the_family_that_was_chosen(cycle):
    client = Client()
    client.force_login(superintendent_of(cycle.district))
    lake = cycle.district.families.get().pk
    address = f"/districts/{cycle.district.slug}/results/agreement"

    page = client.get(f"{address}/?family={lake}").content.decode()

    assert "Over all schools, 86 % of people were within one level" in page
    assert "Loose" not in page
    assert f"{address}.csv?family={lake}" in page
    assert client.get(f"{address}/?family=0").status_code == 404
