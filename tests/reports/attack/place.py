"""A district whose teams answer as a test says, published for real; and all that everybody outside the teams then reads."""

import datetime
import itertools

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments import actions
from assessments.models import Assessment, Cycle
from districts.models import Role
from reports.api.offers import OFFERS
from tests.factories import (
    appoint,
    make_agreement,
    make_assessment,
    make_cycle,
    make_district,
    make_edition,
    make_family,
    make_scale,
    make_school,
    make_team,
    members_of,
    practices_of,
    reveal,
    team_says,
    token_of,
)
from tests.privacy.walker import addresses, answer_with, things_for

# What fills the addresses that a place alone can fill.
PARAMETERS = {"slug", "number", "school_pk", "team_pk"}
EASY = [1, 2, 2, 3, 3, 4]
RECORDS = "/api/v1/districts/lakeshore/records"
# What somebody tries who hopes for another filter, order, or part of the answer than there is.
CRAFTED = [
    "limit=1", "limit=3&offset=4", "offset=1000000", "limit=0", "offset=-1", "limit=", "limit=5&limit=1",
    "cycle=0", "cycle=1.1", "family=1", "practice=1.1&name=Ash", "school_id=1&school_id=2", "median=2",
    "share_within_one__lt=50", "order=median", "ordering=-share_within_one", "fields=median", "format=csv",
]  # fmt: skip


class Place:
    """Two schools of a family, two of none, and the district's team: so many people in each."""

    sizes = {"Ash": 6, "Birch": 6, "Cedar": 4, "Dogwood": 4, None: 6}

    def __init__(self):
        self.district = make_district(name="Lakeshore", slug="lakeshore")
        self.edition, self.scale = make_edition(1, 2), make_scale()
        self.family = make_family(self.district, name="North")
        families = {"Ash": self.family, "Birch": self.family}
        self.school = {
            name: make_school(self.district, name=name, family=families.get(name)) for name in self.sizes if name
        }
        self.team = {
            name: make_team(self.district, self.school.get(name), members=size) for name, size in self.sizes.items()
        }
        self.slugs, self.numbers = [self.district.slug], [1]
        self.schools = [self.school[name].pk for name in ("Ash", "Birch")]
        self.teams = [self.team[None].pk]
        self.people = self.appointed()
        self.client = {}
        for role, person in self.people.items():
            self.client[role] = Client(headers={"Authorization": f"Bearer {token_of(person)}"})
            self.client[role].force_login(person)

    def appointed(self):
        """Somebody in each role outside the teams."""
        district = self.district
        return {
            "superintendent": appoint(Role.SUPERINTENDENT, district=district),
            "superintendent of a family": appoint(Role.SUPERINTENDENT, district=district, families=[self.family]),
            "principal": appoint(Role.PRINCIPAL, None, district, self.school["Birch"]),
            "trustee": appoint(Role.TRUSTEE, district=district),
            "administrator": appoint(Role.DISTRICT_ADMINISTRATOR, district=district),
            "province viewer": appoint(Role.PROVINCE_VIEWER),
        }

    def answer(self, said, years_ago=0, publish=True, unrevealed=()):
        """A cycle in which the teams said this of the first practice (else what is easy), and all of the second alike."""
        opens = self.district.today() - datetime.timedelta(days=365 * years_ago + 60)
        dates = {"opens_on": opens, "closes_on": opens + datetime.timedelta(days=90)}
        cycle = make_cycle(self.district, self.edition, self.scale, name=f"Cycle of {opens.year}", **dates)
        for name, team in self.team.items():
            assessment = make_assessment(cycle, team, meeting_started_at=timezone.now())
            first, second = practices_of(assessment)
            team_says(assessment, first, *said.get(name, EASY[: self.sizes[name]]))
            team_says(assessment, second, *EASY[: self.sizes[name]])
            reveal(assessment, *([] if name in unrevealed else [first]), second)
            make_agreement(assessment, first, 2)
            actions.close_assessment(assessment=assessment, by=None)
        return actions.publish_cycle(cycle=cycle, by=None) if publish else cycle

    def assessment(self, name):
        """A team's assessment in the newest cycle."""
        newest = Cycle.objects.filter(district=self.district).latest("opens_on")
        return Assessment.objects.with_context().get(cycle=newest, team=self.team[name])

    def person(self, name, number):
        """Somebody of a team, by the order in which they joined."""
        return members_of(self.assessment(name))[number]

    def read(self, *roles):
        """Status, headers (tag and size among them) and body of every report, asked for by these, or by everybody outside."""
        asked = list(self.addresses())
        return {(role, url): answer_with(self.client[role].get, url) for role in roles or self.client for url in asked}

    def addresses(self):
        """Every address of the reports that is filled by a place alone, what can be asked of some, and the API's."""
        for name, parameters in addresses():
            if name.startswith("reports:") and set(parameters) <= PARAMETERS:
                names = tuple(dict.fromkeys(parameters))
                for values in itertools.product(*(things_for(name, parameter, self) for parameter in names)):
                    yield reverse(name, kwargs=dict(zip(names, values, strict=True)))
        results = f"/districts/{self.district.slug}/results"
        yield from (f"{results}{page}?measure=agreement" for page in ("/", ".csv", "/chart.json"))
        yield f"{results}/?measure=agreement&rows=families"
        yield from (f"{results}/agreement{page}?family={self.family.pk}" for page in ("/", ".csv"))
        yield from self.addresses_for_programs()

    def addresses_for_programs(self):
        """Every address of the API; of the records, where alone something comes from ratings, with crafted parameters."""
        for offer in OFFERS.values():
            path = offer.path.replace("{slug:slug}", self.district.slug)
            yield f"/api/v1{path.replace('{uuid:uuid}', str(self.edition.uuid))}"
        newest = Cycle.objects.filter(district=self.district).latest("opens_on")
        yield from (f"{RECORDS}?{query}" for query in [*CRAFTED, f"cycle={newest.pk}", f"cycle={newest.pk + 1}"])
