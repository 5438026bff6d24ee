"""How people rated, as page and download: what it shows of which schools, who reads it, and what stands where it is not."""

import csv
import datetime
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.publishing.models import Block
from reports.rater_agreement.value import headline
from tests.factories import make_district, make_edition, make_family
from tests.reports.factories import add_school, make_block, make_published, saw_spreads, superintendent_of
from tests.reports.rated import NORTH, make_rated, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle():
    return make_rated()


def page(cycle, query="", person=None, place="/"):
    client = Client()
    client.force_login(person or superintendent_of(cycle.district))
    return client.get(f"/districts/{cycle.district.slug}/results/rater-agreement{place}{query}")


def text_of(cycle, query="", person=None):
    return page(cycle, query, person).content.decode()


def words_in(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# -- The page and its download ----------------------------------------------------------------------


def test_the_page_shows_the_schools_that_the_address_names(cycle):
    north = Block.objects.get(family_name="North")

    assert "Shares are in steps of 10 %" in text_of(cycle, f"?schools={north.pk}")
    assert '<h2 id="practices">North</h2>' in text_of(cycle, f"?schools={north.pk}")
    assert '<h2 id="practices">All schools</h2>' in text_of(cycle)
    assert "From figures rounded to 20 %." in text_of(cycle)


def test_the_sentence_stands_at_the_top(cycle):
    assert headline(report_of(cycle)) in text_of(cycle)


def test_of_a_single_block_there_is_nothing_to_choose():
    cycle = make_published()
    make_block(cycle, NORTH)

    assert 'name="schools"' not in text_of(cycle)


def test_a_block_of_another_cycle_is_not_there(cycle):
    other = make_block(make_published(district=cycle.district), NORTH)

    assert page(cycle, f"?cycle={cycle.pk}&schools={other.pk}").status_code == 404
    for wrong in ("x", "0", "9" * 40):
        assert page(cycle, f"?cycle={cycle.pk}&schools={wrong}").status_code == 404


def test_who_does_not_see_the_bars_reads_every_share(cycle):
    words = words_in(text_of(cycle, f"?schools={Block.objects.first().pk}"))

    assert "1 Not yet evident: 40 %; 2 Emerging: 10 %; 3 Established: 10 %; 4 Embedded: 40 %" in words
    assert "Not enough information: under 10 %; Does not apply: under 10 %; No answer: under 10 %" in words


def test_what_is_not_shown_leads_to_the_rule(cycle):
    assert text_of(cycle).count('<a href="/protection/">Not shown, to protect people</a>') == 4


def test_a_bar_fills_its_width_whatever_rounding_left(cycle):
    ends = []
    for bar in re.findall(r'<svg class="shares".*?</p>', text_of(cycle), re.DOTALL):
        start, width = re.findall(r'x="([\d.]+)%" width="([\d.]+)%"', bar)[-1]
        ends.append(float(start) + float(width))

    assert len(ends) == 4
    assert ends == pytest.approx([100] * 4, abs=0.1)


def test_the_download_says_what_the_page_says(cycle):
    north = Block.objects.get(family_name="North")
    answer = page(cycle, f"?schools={north.pk}", place=".csv")
    head, first, *rest = csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig")))

    assert head[:4] == ["Schools", "People who answered", "Characteristic", "Practice"]
    assert first == [
        "North", "30", "1 Short 1", "P1.1",
        "under 10 %", "under 10 %", "over 90 %", "under 10 %", "under 10 %", "under 10 %", "under 10 %",
        "3.5", "2", "",
    ]  # fmt: skip
    assert rest[2][3:11] == ["P1.4", *[""] * 7]
    assert rest[2][-1] == "Not shown, to protect people"


# -- Who reads it, and what stands where there is nothing ----------------------------------------------


def test_superintendents_of_some_families_read_every_block(cycle):
    person = superintendent_of(cycle.district, [make_family(cycle.district)])

    assert [page(cycle, f"?schools={block.pk}", person).status_code for block in Block.objects.all()] == [200, 200]


@pytest.mark.parametrize(("teams", "reads"), [(2, True), (3, False)])
def test_who_saw_the_spreads_of_more_than_two_school_teams_reads_none(cycle, teams, reads):
    person = superintendent_of(cycle.district)
    saw_spreads(person, cycle, teams)

    text = text_of(cycle, person=person)

    assert ('class="shares"' in text, "Not shown, to protect people" in text) == (reads, True)
    assert ("you were in more than two of the teams" in text) is not reads
    assert page(cycle, person=person, place=".csv").status_code == (200 if reads else 404)


def memberships_in(cycle, person):
    return person.memberships.filter(team__assessments__cycle=cycle)


def test_spreads_of_another_cycle_or_after_one_left_close_nothing(cycle):
    person = superintendent_of(cycle.district)
    saw_spreads(person, make_published(district=cycle.district), 3)
    saw_spreads(person, cycle, 3)
    memberships_in(cycle, person).update(ends_at=cycle.published_at - datetime.timedelta(days=300))

    assert 'class="shares"' in text_of(cycle, f"?cycle={cycle.pk}", person)


def test_who_joins_more_than_two_teams_after_their_meetings_has_seen_nothing_there(cycle):
    person = superintendent_of(cycle.district)
    saw_spreads(person, cycle, 3)
    memberships_in(cycle, person).update(starts_at=cycle.published_at + datetime.timedelta(seconds=1))

    assert 'class="shares"' in text_of(cycle, person=person)


def test_a_cycle_without_blocks_says_why_and_leads_to_the_rule():
    cycle = make_published(schools=1)

    text = text_of(cycle)

    assert "Not shown, to protect people" in text
    assert 'href="/protection/"' in text
    assert 'class="shares"' not in text
    assert page(cycle, place=".csv").status_code == 404


def test_before_the_first_publication_the_page_says_what_it_will_show():
    district = make_district()
    client = Client()
    client.force_login(superintendent_of(district))

    answer = client.get(f"/districts/{district.slug}/results/rater-agreement/")

    assert "When the first cycle is published" in answer.content.decode()


def test_one_block_and_three_ask_as_much():
    edition, asked = make_edition(2, 4), []
    for blocks in (1, 1, 3):  # the first asks for what a process keeps
        cycle = make_published(district=make_district())
        cycle.edition = edition
        cycle.save()
        for _number in range(blocks):
            family = make_family(cycle.district)
            make_block(cycle, NORTH, family=family, schools=[add_school(cycle, {"1.1": 3}, family=family)])
        person = superintendent_of(cycle.district)
        with CaptureQueriesContext(connection) as queries:
            assert 'class="shares"' in text_of(cycle, person=person)
        asked.append(len(queries))

    assert asked[1] == asked[2]


# -- Where the report stood before ------------------------------------------------------------------


@pytest.mark.parametrize("place", ["/", ".csv"])
def test_bookmarks_of_the_former_report_are_led_on_for_good(cycle, place):
    client = Client()
    client.force_login(superintendent_of(cycle.district))

    answer = client.get(f"/districts/{cycle.district.slug}/results/agreement{place}?cycle={cycle.pk}")

    assert answer.status_code == 301
    assert answer["Location"] == (f"/districts/{cycle.district.slug}/results/rater-agreement{place}?cycle={cycle.pk}")
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("place", ["/", ".csv", "/chart.json"])
def test_a_bookmark_of_the_former_measure_shows_the_level(cycle, place):
    client = Client()
    client.force_login(superintendent_of(cycle.district))
    address = f"/districts/{cycle.district.slug}/results{place}"

    former, level = (client.get(address, {"measure": measure}) for measure in ("agreement", "level"))

    assert former.status_code == 200
    assert b"".join(former)[-500:] == b"".join(level)[-500:]
    assert client.get(address, {"measure": "nothing"}).status_code == 404
