"""The people of the demo: who they are, which team they are in, which role they hold."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth.hashers import make_password

from districts.models.district import District, Family, School, Team
from districts.models.roles import Appointment, Membership, Role
from people.accounts import DEMO_DOMAIN
from people.models import User

from .names import address_of, names
from .places import (
    CLOSED_SCHOOL,
    DISTRICT_PLACE,
    FACILITATORS_SCHOOL,
    FAMILIES,
    MEETING_SCHOOL,
    PRINCIPALS_SCHOOL,
    SCHOOLS,
    SUCCESSOR,
)

PASSWORD = "demo-demo-demo"
ACCOUNTS = {
    "superintendent": "superintendent of the whole district; rates in the district team",
    "administrator": "administrator of the district: schools, people, cycles",
    "facilitator": "facilitator of O’Connor Public School, whose team is ready to meet",
    "member": "member of the same team, half way through rating",
    "guide": "guide of the meeting of Portage Lakes Collegiate, which is half way through",
    "principal": "principal and facilitator of St. Brendan’s Elementary School, with published records",
    "trustee": "trustee of the board",
    "editor": "framework editor",
    "installation": "administrator of the installation: districts and their first administrators",
    "province": "province viewer",
    "prairie": "administrator of the other district, Prairie Rose",
}


@dataclass
class Town:
    """A district while it is being told: its teams by place, and who rates in them and guides them."""

    district: District
    administrator: User
    teams: dict = field(default_factory=dict)
    raters: dict = field(default_factory=dict)
    guides: dict = field(default_factory=dict)
    moved: dict = field(default_factory=dict)

    def raters_of(self, place, number):
        """Who rates with a team in this cycle: from the second on with those whose school has closed."""
        return self.raters[place] + (self.moved.get(place, []) if number > 1 else [])


class Crowd:
    """Gives out people who do not exist yet, and the accounts that visitors sign in with."""

    joined = None

    def __init__(self):
        self.names = names()
        self.hash = make_password(PASSWORD)
        self.people = []

    def account(self, role):
        """The account of a role, with the password that everybody knows."""
        return self.person(f"{role}{DEMO_DOMAIN}", self.hash)

    def person(self, email="", password=""):
        """The next person; without a password they cannot sign in."""
        name = next(self.names)
        user = User(email=email or address_of(name), name=name, password=password or make_password(None))
        user.date_joined = self.joined
        self.people.append(user)
        return user

    def save(self):
        """Make all of them."""
        User.objects.bulk_create(self.people)
        self.people = []


def found(crowd, *, administrator, since, notice, **fields):
    """A district with its administrator."""
    district = District.objects.create(notice=notice, **fields)
    person = crowd.account(administrator)
    crowd.save()
    hold(since, person, Role.DISTRICT_ADMINISTRATOR, district)
    return Town(district, person)


def hold(since, person, role, district=None, school=None, families=(), until=None):
    """A role since this day."""
    held = Appointment.objects.create(
        person=person, role=role, district=district, school=school, starts_at=since, ends_at=until
    )
    held.families.set(families)


def settle(town, crowd, places, since):
    """Families, schools and teams, with their people; the school that closes has its last day."""
    district = town.district
    families = {
        name: Family.objects.create(district=district, name=name)
        for name in FAMILIES
        if any(p.family == name for p in places)
    }
    schools, by_number = {}, 1001
    for place in places:
        schools[place] = School.objects.create(
            district=district,
            family=families.get(place.family),
            name=place.name,
            level=place.kind,
            language=place.language,
            sourced_id=f"{by_number:06}",
        )
        by_number += 1
        town.teams[place] = Team.objects.create(district=district, school=schools[place], name=place.name)
        people(town, crowd, place)
    crowd.save()
    join(town, since)
    for index, place in enumerate(places):
        principal = town.guides[place] if index % 3 == 2 else town.raters[place][2]
        hold(since, principal, Role.PRINCIPAL, district, schools[place])
    return families, schools


def people(town, crowd, place):
    """A team's people: those who rate, and perhaps one who only guides the meeting."""
    known = {
        FACILITATORS_SCHOOL: ["facilitator", "member"],
        PRINCIPALS_SCHOOL: ["principal"],
        DISTRICT_PLACE.name: ["", "superintendent"],
    }.get(place.name, [])
    known = known + [""] * (place.raters - len(known))
    raters = [crowd.account(role) if role else crowd.person() for role in known]
    town.raters[place] = raters
    town.guides[place] = guide(crowd, place) if place.guide else raters[0]


def guide(crowd, place):
    """Who runs a team's meeting without rating; one of them has an account for visitors."""
    return crowd.account("guide") if place.name == MEETING_SCHOOL else crowd.person()


def join(town, since):
    """Everybody is a member of their team."""
    made = []
    for place, team in town.teams.items():
        guide = town.guides[place]
        made += [Membership(team=team, person=p, starts_at=since, facilitates=p is guide) for p in town.raters[place]]
        if place.guide:
            made.append(Membership(team=team, person=guide, starts_at=since, facilitates=True, rates=False))
    Membership.objects.bulk_create(made)


def settle_northern_lakes(town, crowd, since, closed_on):
    """The demo district: its schools, its district team, its roles, and the school that closes."""
    families, schools = settle(town, crowd, SCHOOLS, since)
    district = town.district
    place = DISTRICT_PLACE
    town.teams[place] = Team.objects.create(district=district, name=place.name)
    people(town, crowd, place)
    trustees = [crowd.account("trustee"), crowd.person(), crowd.person()]
    others = {
        Role.FRAMEWORK_EDITOR: "editor",
        Role.INSTALLATION_ADMINISTRATOR: "installation",
        Role.PROVINCE_VIEWER: "province",
    }
    others = {role: crowd.account(name) for role, name in others.items()}
    crowd.save()
    only_this = Town(district, town.administrator, {place: town.teams[place]}, town.raters, town.guides)
    join(only_this, since)
    hold(since, town.raters[place][1], Role.SUPERINTENDENT, district)
    hold(since, town.raters[place][2], Role.SUPERINTENDENT, district, families=list(families.values())[:2])
    hold(since, town.raters[place][3], Role.SUPERINTENDENT, district, families=list(families.values())[2:])
    for person in trustees:
        hold(since, person, Role.TRUSTEE, district)
    for role, person in others.items():
        hold(since, person, role)
    close_a_school(town, schools, closed_on)


def close_a_school(town, schools, closed_on):
    """One school has its last day: half of its team goes on in the school that takes its place, half leaves."""
    by_name = {place.name: place for place in schools}
    place, onward = by_name[CLOSED_SCHOOL], by_name[SUCCESSOR]
    until = town.district.start_of(closed_on + timedelta(days=1))
    School.objects.filter(pk=schools[place].pk).update(closed_on=closed_on, successor=schools[onward])
    Membership.objects.filter(team=town.teams[place]).update(ends_at=until)
    Appointment.objects.filter(school=schools[place]).update(ends_at=until)
    half = len(town.raters[place]) // 2
    moving, leaving = town.raters[place][:half], town.raters[place][half:]
    town.moved[onward] = moving
    Membership.objects.bulk_create(
        Membership(team=town.teams[onward], person=person, starts_at=until) for person in moving
    )
    User.objects.filter(pk__in=[person.pk for person in leaving]).update(is_active=False)
