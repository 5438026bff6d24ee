"""Who could help: schools that offered, by family and name, from current records of published cycles only."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from districts.roles.models import Role
from frameworks.models.edition import Practice
from reports.figures.records import read_cycle
from reports.peer_offers.value import peer_offers_of, schools_to_ask
from tests.factories import appoint, join, make_cycle, make_district, make_edition, make_family, make_person, make_team
from tests.reports.factories import add_school, make_published, make_record, publish, superintendent_of

pytestmark = pytest.mark.django_db
HIGHEST = {"1.1": 4, "1.2": 4}


@pytest.fixture
def cycle():
    return make_published()


@pytest.fixture
def district(cycle):
    return cycle.district


def practice(cycle, code="1.1"):
    return Practice.objects.get(characteristic__edition=cycle.edition, code=code)


def asked(cycle, code="1.1"):
    """The schools by family."""
    found = schools_to_ask(read_cycle(cycle), practice(cycle, code), lambda entry: False)
    return [(family, [school.name for school in schools]) for family, schools in found.groups]


def page_for(person, cycle, code="1.1"):
    client = Client()
    client.force_login(person)
    place = f"{practice(cycle, code).uuid}/" if code else ""
    answer = client.get(f"/districts/{cycle.district.slug}/results/who-could-help/{place}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_schools_stand_by_family_and_by_name_and_never_by_how_much_they_offer(cycle, district):
    south, north = make_family(district, name="South"), make_family(district, name="North")
    add_school(cycle, HIGHEST, name="Zebra", family=north, willing=["1.1", "1.2"])
    add_school(cycle, HIGHEST, name="Éclair", family=south, willing=["1.1"])
    add_school(cycle, HIGHEST, name="Apart", willing=["1.1"])
    add_school(cycle, HIGHEST, name="Ahead", family=south, willing=["1.1"])
    add_school(cycle, HIGHEST, name="Silent", family=north)

    assert asked(cycle) == [("North", ["Zebra"]), ("South", ["Ahead", "Éclair"]), ("Other schools", ["Apart"])]
    assert asked(cycle, "1.2") == [("North", ["Zebra"])]
    assert asked(cycle, "1.3") == []


def test_every_practice_says_how_many_schools_there_are_to_ask(cycle):
    add_school(cycle, HIGHEST, willing=["1.1", "1.2"])
    add_school(cycle, HIGHEST, willing=["1.1"])

    shown = peer_offers_of(read_cycle(cycle))

    assert [[one.schools for one in found] for _column, found in shown.groups] == [[2, 1, 0, 0], [0, 0, 0, 0]]
    assert shown.practices == 2


def test_a_cycle_that_is_not_published_offers_nobody(district):
    cycle = make_cycle(district, edition=make_edition(1, 1))
    add_school(cycle, {"1.1": 4}, willing=["1.1"])

    assert asked(cycle) == []
    assert asked(publish(cycle)) != []


def test_an_offer_that_a_new_version_took_back_is_gone(cycle):
    add_school(cycle, HIGHEST, willing=["1.1"])
    first = cycle.records.get()
    first.superseded_at = timezone.now()
    first.save()
    make_record(first.assessment, HIGHEST, version=2)

    assert asked(cycle) == []


def test_a_school_that_has_closed_since_is_not_asked(cycle, district):
    school = add_school(cycle, HIGHEST, willing=["1.1"])
    school.closed_on = district.today()
    school.save()
    until_today = asked(cycle)

    school.closed_on = district.today() - datetime.timedelta(days=1)
    school.save()

    assert until_today == [("", [school.name])]
    assert asked(cycle) == []


def test_one_writes_to_the_principal_and_nobody_of_the_team_is_named(cycle, district):
    school = add_school(cycle, HIGHEST, name="Old Mill & Co", willing=["1.1"])
    team = school.teams.get()
    facilitator = join(team, make_person(name="Fay Facilitator"), facilitates=True).person
    today = appoint(Role.PRINCIPAL, make_person("Pat Principal", "pat@example.org"), district=district, school=school)
    before = appoint(Role.PRINCIPAL, make_person(name="Former Principal"), district=district, school=school)
    before.appointments.update(ends_at=timezone.now())
    appoint(Role.PRINCIPAL, make_person(name="Blocked Principal", is_active=False), district=district, school=school)

    page = page_for(superintendent_of(district), cycle)

    assert 'href="mailto:pat@example.org?subject=1.1%20%E2%80%93%20Old%20Mill%20%26%20Co"' in page
    assert str(today) in page
    for person in (facilitator, before, "Blocked Principal"):
        assert str(person) not in page


def test_a_school_without_a_principal_says_whom_to_ask_instead(cycle, district):
    add_school(cycle, HIGHEST, willing=["1.1"])

    assert "No principal is entered for this school" in page_for(superintendent_of(district), cycle)


def test_everybody_in_a_team_reads_it_and_a_record_opens_only_to_whom_it_did_before(cycle, district):
    family = make_family(district)
    near = add_school(cycle, HIGHEST, family=family, willing=["1.1"])
    far = add_school(cycle, HIGHEST, willing=["1.1"])
    links = [f"/results/schools/{school.pk}/" for school in (near, far)]
    readers = {
        join(make_team(district)).person: [False, False],
        appoint(Role.PRINCIPAL, district=district, school=near): [True, False],
        superintendent_of(district, [family]): [True, False],
        superintendent_of(district): [True, True],
    }

    for person, opened in readers.items():
        page = page_for(person, cycle)
        assert (near.name in page, far.name in page) == (True, True)
        assert [link in page for link in links] == opened


def test_a_team_of_another_district_reads_nothing(cycle):
    client = Client()
    client.force_login(join(make_team(make_district())).person)

    assert client.get(f"/districts/{cycle.district.slug}/results/who-could-help/").status_code == 404


def test_the_download_names_schools_and_no_address(cycle, district):
    school = add_school(cycle, HIGHEST, name="Old Mill", family=make_family(district, name="North"), willing=["1.1"])
    appoint(Role.PRINCIPAL, make_person("Pat Principal", "pat@example.org"), district=district, school=school)
    client = Client()
    client.force_login(superintendent_of(district))

    answer = client.get(f"/districts/{district.slug}/results/who-could-help.csv")

    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[1:] == [",1 Short 1,P1.1,Do 1.1,North,Old Mill"]


def test_before_the_first_publication_the_page_says_what_comes(client):
    cycle = make_cycle(make_district(), edition=make_edition(1, 1))
    add_school(cycle, {"1.1": 4}, willing=["1.1"], name="Hidden for now")

    page = page_for(superintendent_of(cycle.district), cycle, code="")

    assert "No results yet" in page
    assert "Hidden for now" not in page
