"""Many new accounts at once: what `add_person` does for one, in a few statements for a whole list."""

from django.db import IntegrityError, transaction

from districts.audit import write_history
from districts.models import Invitation, Membership
from people.models import User

from .invitations import begin, draft, send_when_kept


class MadeMeanwhile(Exception):
    """An account that was new a moment ago exists: another district has made it."""


@transaction.atomic
def let_in(*, district, newcomers, by, base_url=""):
    """Make the accounts of these lines with their teams, roles and a link each; several lines may be one person's.

    Nobody has held anything against an account of a moment ago, so nothing is asked that `add_person` asks.
    """
    people = make_accounts(newcomers)
    places = {}
    for line in newcomers:
        given, person = line["given"], people[line["email"]]
        if given.get("team"):
            part = {"facilitates": given["facilitates"], "rates": given["rates"], "added_by": by}
            places.setdefault((person, given["team"]), Membership(team=given["team"], person=person, **part))
    links = [draft(person=person, district=district, by=by) for person in people.values()]
    Membership.objects.bulk_create(places.values())
    Invitation.objects.bulk_create(links)
    write_history([(None, made) for made in (*people.values(), *places.values(), *links)], by=by)
    for line in newcomers:
        if line["given"].get("role"):
            begin(person=people[line["email"]], district=district, gives=role_of(line["given"]), by=by)
    for link in links:
        send_when_kept(link, base_url)
    return people


def make_accounts(newcomers):
    """An account for each address, by address; the first line about it gives the name."""
    people = {line["email"]: User.objects.draft(line["email"], line["name"]) for line in reversed(newcomers)}
    try:
        with transaction.atomic():
            User.objects.bulk_create(people.values())
    except IntegrityError as taken:
        raise MadeMeanwhile from taken
    return people


def role_of(given):
    """The role a line gives, as an invitation would offer it."""
    school = given.get("school")
    return {"role": given["role"], "school": school.pk if school else None}
