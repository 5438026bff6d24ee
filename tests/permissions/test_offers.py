"""No page offers what is then refused: everybody follows every link and sends every form that their pages show them."""

from collections import deque
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from districts.roles.models import Role
from tests.factories import (
    appoint,
    join,
    make_assessment,
    make_cycle,
    make_district,
    make_edition,
    make_family,
    make_person,
    make_rating,
    make_school,
    make_team,
    practices_of,
    seat,
)

from .matrix import ROLES

pytestmark = [pytest.mark.django_db, pytest.mark.once]

REFUSED = {"403", "404", "405", "500"}
LINKS = {"a": "href", "area": "href", "link": "href", "iframe": "src", "img": "src"}


class Offers(HTMLParser):
    """What a page offers: addresses to read, and forms with what stands in their fields."""

    def __init__(self, text):
        super().__init__()
        self.links, self.forms = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag in LINKS and found.get(LINKS[tag]):
            self.links.append(found[LINKS[tag]])
        self.links.extend(found[name] for name in ("hx-get", "data-csv", "data-address") if found.get(name))
        if tag == "form":
            self.forms.append((found.get("method", "get").lower(), found.get("action") or "", {}))
        elif tag in ("input", "button") and found.get("name") and self.forms:
            if found.get("type") in ("checkbox", "radio") and "checked" not in found:
                return
            self.forms[-1][2].setdefault(found["name"], found.get("value") or "")


def ask(client, method, address, data=None):
    """The status of an answer and, of a page, what it offers; whatever was changed is undone."""
    point = transaction.savepoint()
    cookies = client.cookies.copy()
    try:
        response = client.get(address) if method == "get" else client.post(address, data)
        content = b"".join(response) if response.streaming else response.content
    finally:
        client.cookies = cookies
        transaction.savepoint_rollback(point)
    if response.status_code in (301, 302):
        return str(response.status_code), Offers(f'<a href="{response["Location"]}">')
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return str(response.status_code), Offers(content.decode() if is_page else "")


def shape_of(address):
    """An address without what its parameters say: a report's filters lead to one page each, not to every combination."""
    parts = urlsplit(address)
    return parts.path, tuple(sorted({name for name, _value in parse_qsl(parts.query)}))


def refusals(client, *starts):
    """Whatever a person is offered, from page to page, and then refused: (page, what it offers, the answer)."""
    waiting, seen, found = deque(("start", "get", start, None) for start in starts), set(), []
    while waiting:
        page, method, address, data = waiting.popleft()
        key = (method, *shape_of(address), tuple(sorted(data or ())))
        if key in seen:
            continue
        seen.add(key)
        status, offers = ask(client, method, address, data)
        if status in REFUSED:
            found.append((page, f"{method} {address}", status))
        if method == "post":
            continue  # a page that says what is wrong offers what the page before it did
        for link in offers.links:
            waiting.append((address, "get", link_from(address, link), None))
        for how, action, fields in offers.forms:
            target = link_from(address, action)
            waiting.append((address, "post", target, fields) if how == "post" else (address, "get", target, None))
        waiting = deque(one for one in waiting if is_ours(one[2]))
    return seen, found


def link_from(page, link):
    """The address that a link on a page leads to."""
    return urljoin(page, link.strip()).partition("#")[0]


def is_ours(address):
    """Whether it is a page of the site itself, and not a file of its looks."""
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc and not parts.path.startswith(("/static/", "/accounts/logout"))


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_before_anything_is_published_nobody_is_offered_what_is_not_there(world):
    district = make_district()
    family = make_family(district)
    school = make_school(district, family=family)
    assessment = make_assessment(make_cycle(district, edition=make_edition(1, 2)), make_team(district, school))
    people = [
        join(assessment.team, facilitates=True).person,
        appoint(Role.PRINCIPAL, district=district, school=school),
        appoint(Role.PRINCIPAL, district=district, school=make_school(district)),
        appoint(Role.SUPERINTENDENT, district=district),
        appoint(Role.SUPERINTENDENT, district=district, families=[family]),
        appoint(Role.TRUSTEE, district=district),
        appoint(Role.DISTRICT_ADMINISTRATOR, district=district),
        make_person(),
    ]

    found = {person.pk: refusals(signed_in(person), "/")[1] for person in people}

    assert found == {person.pk: [] for person in people}


def rater_in_two_teams(answers):
    """A principal who rates with the district's team and is in the school's team: both assessments of one cycle."""
    district = make_district()
    school = make_school(district)
    cycle = make_cycle(district, edition=make_edition(1, 2))
    own, other = make_assessment(cycle, make_team(district, school)), make_assessment(cycle, make_team(district))
    person = appoint(Role.PRINCIPAL, district=district, school=school)
    join(own.team, person)
    join(other.team, person)
    if answers:
        make_rating(other, person, practices_of(other)[0], 2)
    else:
        seat(other, person)
    return person, own


@pytest.mark.parametrize(("answers", "status"), [(True, 409), (False, 302)])
def test_the_notice_offers_rating_to_whom_it_is_open(world, answers, status):
    person, assessment = rater_in_two_teams(answers)
    client, place = signed_in(person), f"/assessments/{assessment.pk}/notice/"

    page = client.get(place).content.decode()

    assert (f'action="{place}accept/"' in page) == (status == 302)
    assert ("Here you take part in the meeting." in page) == (status == 409)
    assert client.post(f"{place}accept/").status_code == status


@pytest.mark.parametrize("answers", [True, False])
def test_the_room_offers_an_answer_to_who_can_give_one(world, answers):
    person, assessment = rater_in_two_teams(answers)
    assessment.meeting_started_at = timezone.now()
    assessment.talk_first = [practice.pk for practice in practices_of(assessment)]
    assessment.save()

    page = signed_in(person).get(f"/assessments/{assessment.pk}/meeting/room/").content.decode()

    assert ("You can answer here, privately" in page) == (not answers)


@pytest.mark.parametrize("role", ROLES)
def test_everybody_may_have_whatever_is_offered_to_them(world, clients, role):
    seen, found = refusals(clients[role], "/")

    assert found == []
    assert len(seen) > (5 if role == "anonymous" else 25)
