"""Bulk versions of `add_person` and similar actions for people who have accounts."""

from collections import defaultdict

from django.db.models import Q
from django.utils import timezone

from districts.history import draft_change, draft_team_change
from districts.invitations.steps import draft
from districts.people.steps import grants
from districts.roles.models import Appointment, Invitation, Membership
from districts.roles.people_queries import people_beyond, people_ever_of, unended
from people.users import User

from .many import Gathered
from .newcomers import AccountsChanged, change_of, key_of, places_of

Purpose = Invitation.Purpose


class KnownPeople:
    """The accounts of a list's lines, locked until the transaction ends, with what decides about each."""

    def __init__(self, district, emails):
        people = User.objects.select_for_update(no_key=True).filter(email__in=emails).order_by("pk")
        self.by_email = {person.email: person for person in people}
        if len(self.by_email) < len(emails):
            raise AccountsChanged
        keys = [person.pk for person in self.by_email.values()]
        of_them = Q(person__in=keys)
        self.known = set(people_ever_of(district).filter(pk__in=keys).values_list("pk", flat=True))
        self.beyond = set(people_beyond(district).filter(pk__in=keys).values_list("pk", flat=True))
        memberships, appointments = (
            list(model.objects.filter(of_them, unended())) for model in (Membership, Appointment)
        )
        self.holding = {held.person_id for held in (*memberships, *appointments)}
        self.places = {key_of(held) for held in memberships}
        self.places |= {key_of(held) for held in appointments if held.district_id == district.pk}
        self.links = defaultdict(list)
        for link in Invitation.objects.open().filter(of_them).select_related("person"):
            self.links[link.person_id].append(link)

    def may_be_opened(self, person):
        return not person.has_usable_password() and person.pk not in self.beyond


def write_known(*, district, lines, by, base_url, part_of=None):
    if not lines:
        return
    people = KnownPeople(district, {line["email"] for line in lines})
    gathered = Gathered(by, part_of)
    links = InvitationBatch(gathered, people, district, by, base_url)
    for line in lines:
        person = people.by_email[line["email"]]
        correct(gathered, people, line, person, district)
        if not person.is_active and person.pk not in people.holding and not person.is_superuser:
            gathered.change(person, is_active=True)
        if person.pk not in people.known:
            links.offer(person, grants(**line["given"]))
            continue
        for place in places_of(line["given"], person, district, by):
            if key_of(place) not in people.places:
                people.places.add(key_of(place))
                place.note_giver(by)
                gathered.make(place)
                gathered.tell(change_of(place, by))
        links.welcome(person)
    gathered.write()


def correct(gathered, people, line, person, district):
    if "rename" in line and people.may_be_opened(person):
        names = {"before": person.name, "after": line["name"]}
        gathered.tell(draft_change("name_corrected", district=district, by=gathered.by, **names))
        gathered.change(person, name=line["name"])
    if "membership" in line:
        membership, given = line["membership"], line["given"]
        membership.person = person
        if given["facilitates"] and not membership.facilitates:
            membership.note_giver(gathered.by)
        part = {"facilitates": given["facilitates"], "rates": given["rates"]}
        gathered.change(membership, taken_at=membership.taken_at, **part)
        gathered.tell(draft_team_change("part_changed", membership, gathered.by))


class InvitationBatch:
    def __init__(self, gathered, people, district, by, base_url):
        self.gathered, self.people, self.district = gathered, people, district
        self.about = {"district": district, "by": by, "base_url": base_url}

    def offer(self, person, gives):
        self.replace(person, lambda link: link.district_id == self.district.pk and link.gives == gives, Purpose.JOIN)
        self.tell("asked_to_join", person.email)
        self.make(person, purpose=Purpose.JOIN, gives=gives)

    def welcome(self, person):
        """Make a link for the first sign-in, unless this district has a good one for the person already."""
        mine = self.people.links[person.pk]
        if not self.people.may_be_opened(person):
            return
        if any(link.purpose == Purpose.WELCOME and link.district_id == self.district.pk for link in mine):
            return
        self.replace(person, lambda link: True, Purpose.WELCOME, Purpose.RESET)
        self.tell("link_made", str(person))
        self.make(person, purpose=Purpose.WELCOME)

    def replace(self, person, is_older, *purposes):
        for link in [*self.people.links[person.pk]]:
            if link.purpose in purposes and is_older(link):
                self.people.links[person.pk].remove(link)
                self.gathered.change(link, withdrawn_at=timezone.now())

    def tell(self, kind, person):
        self.gathered.tell(draft_change(kind, district=self.district, by=self.gathered.by, person=person))

    def make(self, person, **fields):
        link = draft(person=person, **self.about, **fields)
        self.people.links[person.pk].append(self.gathered.make(link))
