"""The districts of the demo: schools and teams, who is in them, and who holds which role."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from districts.roles.models import Appointment, Membership, Role
from districts.structure.models import District, Family, School, Team
from people.users import Notice, User

from .notices import create_notice
from .people import DemoPeople
from .places import Place, district_texts

# Who holds a role above districts, by their account.
ABOVE_DISTRICTS = {
    Role.FRAMEWORK_EDITOR: "editor",
    Role.INSTALLATION_ADMINISTRATOR: "installation",
    Role.PROVINCE_VIEWER: "province",
}


@dataclass
class DemoDistrict:
    district: District
    administrator: User
    teams: dict[Place, Team] = field(default_factory=dict)
    raters: dict[Place, list[User]] = field(default_factory=dict)
    facilitators: dict[Place, User] = field(default_factory=dict)
    moved: dict[Place, list[User]] = field(default_factory=dict)

    def raters_of(self, place: Place, number: int) -> list[User]:
        """The team's raters in this cycle; from the second on, people of the closed school are among them."""
        return self.raters[place] + (self.moved.get(place, []) if number > 1 else [])


def create_district(people: DemoPeople, slug: str, *, administrator: str, since: datetime) -> DemoDistrict:
    notice = create_notice(slug)
    texts = district_texts(slug)
    district = District.objects.create(
        notice=notice,
        name=texts.name,
        slug=slug,
        time_zone=texts.time_zone,
        retention_months=texts.retention_months,
    )
    person = people.account(administrator)
    people.save()
    appoint(since, person, Role.DISTRICT_ADMINISTRATOR, district)
    return DemoDistrict(district, person)


def appoint(since, person, role, district=None, school=None, families=()):
    appointment = Appointment.objects.create(
        person=person, role=role, district=district, school=school, starts_at=since, ends_at=None
    )
    appointment.families.set(families)


def create_schools(demo: DemoDistrict, people: DemoPeople, places: tuple[Place, ...], since: datetime):
    """Create families, schools and teams with their people; return families by name and schools by place."""
    district = demo.district
    named = dict.fromkeys(place.family for place in places if place.family)
    families = {name: Family.objects.create(district=district, name=name) for name in named}
    schools = {}
    for number, place in enumerate(places, start=1001):
        schools[place] = School.objects.create(
            district=district,
            family=families.get(place.family),
            name=place.name,
            level=place.school_level,
            language=place.language,
            sourced_id=f"{number:06}",
        )
        create_team(demo, people, place, schools[place])
    people.save()
    create_memberships(demo, places, since)
    for index, place in enumerate(places):
        principal = demo.facilitators[place] if index % 3 == 2 else demo.raters[place][2]
        appoint(since, principal, Role.PRINCIPAL, district, schools[place])
    return families, schools


def create_team(demo: DemoDistrict, people: DemoPeople, place: Place, school: School | None):
    demo.teams[place] = Team.objects.create(district=demo.district, school=school, name=place.name)
    names = [*place.accounts, *[""] * (place.raters - len(place.accounts))]
    raters = [people.account(name) if name else people.person() for name in names]
    demo.raters[place] = raters
    if not place.separate_facilitator:
        demo.facilitators[place] = raters[0]
    elif place.facilitator_account:
        demo.facilitators[place] = people.account(place.facilitator_account)
    else:
        demo.facilitators[place] = people.person()


def create_memberships(demo: DemoDistrict, places: tuple[Place, ...], since: datetime):
    made = []
    for place in places:
        team, facilitator = demo.teams[place], demo.facilitators[place]
        made += [
            Membership(team=team, person=person, starts_at=since, facilitates=person is facilitator)
            for person in demo.raters[place]
        ]
        if place.separate_facilitator:
            made.append(Membership(team=team, person=facilitator, starts_at=since, facilitates=True, rates=False))
    Membership.objects.bulk_create(made)


def create_northern_lakes(people: DemoPeople, slug: str, since: datetime, closed_on: date) -> DemoDistrict:
    demo = create_district(people, slug, administrator="administrator", since=since)
    Notice.objects.filter(pk=demo.district.notice_id).update(created_at=since)
    texts, district = district_texts(slug), demo.district
    families, schools = create_schools(demo, people, texts.schools, since)
    place = texts.district_team
    create_team(demo, people, place, None)
    trustees = [people.account("trustee"), people.person(), people.person()]
    above = {role: people.account(name) for role, name in ABOVE_DISTRICTS.items()}
    people.save()
    create_memberships(demo, (place,), since)
    _, whole, first_half, second_half, *_ = demo.raters[place]
    appoint(since, whole, Role.SUPERINTENDENT, district)
    appoint(since, first_half, Role.SUPERINTENDENT, district, families=list(families.values())[:2])
    appoint(since, second_half, Role.SUPERINTENDENT, district, families=list(families.values())[2:])
    for person in trustees:
        appoint(since, person, Role.TRUSTEE, district)
    for role, person in above.items():
        appoint(since, person, role)
    close_school(demo, schools, closed_on)
    return demo


def close_school(demo: DemoDistrict, schools: dict[Place, School], closed_on: date):
    place = next(place for place in schools if place.successor)
    onward = next(other for other in schools if other.name == place.successor)
    until = demo.district.start_of(closed_on + timedelta(days=1))
    School.objects.filter(pk=schools[place].pk).update(closed_on=closed_on, successor=schools[onward])
    Membership.objects.filter(team=demo.teams[place]).update(ends_at=until)
    Appointment.objects.filter(school=schools[place]).update(ends_at=until)
    half = len(demo.raters[place]) // 2
    moving, leaving = demo.raters[place][:half], demo.raters[place][half:]
    demo.moved[onward] = moving
    Membership.objects.bulk_create(
        Membership(team=demo.teams[onward], person=person, starts_at=until) for person in moving
    )
    User.objects.filter(pk__in=[person.pk for person in leaving]).update(is_active=False)
