"""Bulk version of `add_person` for new accounts."""

from django.db import IntegrityError, transaction

from districts.appointments.actions import refuse_role
from districts.audit import write_history
from districts.history import draft_role_change, draft_team_change
from districts.invitations.steps import draft
from districts.roles.models import Appointment, Membership
from people.users import User

from .many import Gathered


class AccountsChanged(Exception):
    """An account that was new a moment ago exists, or one that existed is gone: another request was quicker."""


def create_accounts(*, district, newcomers, by, base_url="", part_of=None):
    """Create accounts with teams, roles and one link each; several lines may be about one person.

    New accounts hold nothing yet, so the checks of `add_person` do not apply. Runs in the caller's transaction.
    """
    people = make_accounts(newcomers)
    write_history([(None, made) for made in people.values()], by=by)
    gathered, seen = Gathered(by, part_of), set()
    for line in newcomers:
        for place in places_of(line["given"], people[line["email"]], district, by):
            key = key_of(place)
            if key not in seen:
                seen.add(key)
                gathered.make(place)
                gathered.tell(change_of(place, by))
    for person in people.values():
        gathered.make(draft(person=person, district=district, by=by, base_url=base_url))
    gathered.write()
    return people


def make_accounts(newcomers):
    """Create an account for each address, returned by address; its first line gives the name."""
    people = {line["email"]: User.objects.draft(line["email"], line["name"]) for line in reversed(newcomers)}
    try:
        with transaction.atomic():
            User.objects.bulk_create(people.values())
    except IntegrityError as taken:
        raise AccountsChanged from taken
    return people


def places_of(given, person, district, by):
    if given.get("team"):
        part = {"facilitates": given["facilitates"], "rates": given["rates"], "added_by": by}
        yield Membership(team=given["team"], person=person, **part)
    if given.get("role"):
        school = given.get("school")
        refuse_role(given["role"], district, school)
        yield Appointment(person=person, role=given["role"], district=district, school=school)


def change_of(place, by):
    if isinstance(place, Membership):
        return draft_team_change("team_joined", place, by)
    return draft_role_change("role_given", place, by)


def key_of(place):
    """The key of what nobody holds twice: a place in a team, or a role of the district or of a school."""
    if isinstance(place, Membership):
        return place.person_id, place.team_id
    return place.person_id, str(place.role), place.school_id
