"""A member who wrote things for themselves, and an administrator who comes into the account by a link."""

import uuid

from django.test import Client
from django.urls import reverse

from districts.invitations import actions
from districts.roles.models import Role
from people.users import User
from tests.factories import (
    appoint,
    join,
    make_assessment,
    make_cycle,
    make_district,
    make_edition,
    make_person,
    make_rating,
    make_reflection,
    make_school,
    make_team,
    practices_of,
    resources_of,
    share_reflections,
)

NEW = "correct horse battery"
HTMX = {"HTTP_HX_REQUEST": "true"}
# What nobody but the member is to read.
NOTE, EXAMPLE, SHOWN = "NOTE-OF-THE-MEMBER", "EXAMPLE-OF-THE-MEMBER", "SHOWN-TO-THE-MEMBER"


class SealedWorld:
    """The member, their colleagues, and what the member wrote."""

    def __init__(self, district=None):
        self.district = district or make_district()
        self.school = make_school(self.district)
        self.team = make_team(self.district, self.school)
        self.member = join(self.team, make_person("Bo Li", "bo@example.org")).person
        self.colleague = join(self.team, facilitates=True).person
        self.administrator = appoint(Role.DISTRICT_ADMINISTRATOR, district=self.district)
        self.superintendent = appoint(Role.SUPERINTENDENT, district=self.district)
        self.edition = make_edition(1, 3, resources=2)
        self.assessment = make_assessment(make_cycle(self.district, edition=self.edition), self.team)
        self.practices = practices_of(self.assessment)
        self.resource, self.other_resource = resources_of(self.edition)

    def write(self):
        """The member writes for themselves, and a colleague lets them read something."""
        self.rating = make_rating(self.assessment, self.member, self.practices[0], 3, note=NOTE, revision=4)
        self.reflection = make_reflection(self.member, self.resource, example=EXAMPLE)
        theirs = make_reflection(self.colleague, self.other_resource, example=SHOWN)
        self.share = share_reflections(self.member, theirs)
        return self

    def browser(self, person):
        client = Client()
        client.force_login(User.objects.get(pk=person.pk))
        return client

    def come_in_by_link(self, by=None, client=None):
        """A browser that has come in by a link that somebody made."""
        link = actions.invite(person=self.member, district=self.district, by=by or self.administrator)
        client = client or Client()
        typed = {"new_password1": NEW, "new_password2": NEW, "name": "Bo Li"}
        assert client.post(reverse("join", args=[link.token]), typed).status_code == 302
        return client

    def stored(self):
        return User.objects.get(pk=self.member.pk)

    @property
    def rate_page(self):
        return f"/assessments/{self.assessment.pk}/rate/1/"

    def save(self, client, practice=None, **typed):
        practice = practice or self.practices[0]
        sent = {"answer": "2", "note": "", "revision": "4", "client_id": str(uuid.uuid4()), **typed}
        return client.post(f"/assessments/{self.assessment.pk}/practices/{practice.uuid}/rate/", sent, **HTMX)

    def private_pages(self):
        """Every page on which something stands that the member wrote or was shown for themselves."""
        return [
            self.rate_page,
            f"/assessments/{self.assessment.pk}/rate/table/",
            "/reflection/",
            f"/reflection/{self.resource.uuid}/",
            "/reflection/shared/",
            f"/reflection/shared/{self.share.pk}/",
            f"/reflection/{self.resource.uuid}/share/",
        ]

    def read(self, client):
        """All that these pages say, whatever they answer."""
        return "".join(client.get(page).content.decode() for page in self.private_pages())
