"""Two colleagues, the resources they reflect upon, and a browser for each of them."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import join, make_district, make_edition, make_reflection, make_team, resources_of

LIST = "/reflection/"
SHARED = "/reflection/shared/"


class Room:
    """Two colleagues of one district, and the resources they reflect upon."""

    def __init__(self):
        self.team = make_team(make_district())
        self.author, self.reader = join(self.team).person, join(self.team).person
        self.edition = make_edition(1, 1, resources=3)
        self.resource, self.second, self.third = resources_of(self.edition)

    def write(self, example="Why.", resource=None, **fields):
        return make_reflection(self.author, resource or self.resource, example=example, **fields)


@pytest.fixture
def room(db):
    return Room()


def browser_of(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def author(room):
    return browser_of(room.author)


@pytest.fixture
def reader(room):
    return browser_of(room.reader)


def page_of(resource):
    return reverse("assessments:reflection_detail", args=[resource.uuid])


def filled(**fields):
    return {"strength": "growing", "example": "Then", "next_step": "Next", "client_id": str(uuid.uuid4()), **fields}


def shared_page(share):
    return reverse("assessments:reflection_shared_detail", args=[share.pk])


def share_by_form(client, resource, email, **fields):
    return client.post(page_of(resource) + "share/", {"email": email, **fields})
