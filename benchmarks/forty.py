"""`python -m benchmarks.forty FILE`: seat forty people in one meeting in the database of DATABASE_URL.

It is the district's own team in its open cycle, which takes none of the measured saves. What is missing of the forty is
added, and the meeting starts, once; then each person is signed in, and what they ask for is written to a file of JSON.
"""

import datetime
import json
import sys

import django

PEOPLE = 40


def main(path):
    """Write the file."""
    from django.urls import reverse

    from .targets import CSRF, sign_in

    assessment, people = seated()
    cookies = sign_in(people)
    steps = list(assessment.cycle.edition.characteristics.values_list("practices__uuid", flat=True))
    found = {
        "people": len(people),
        "now": reverse("assessments:meeting_now", args=[assessment.pk]),
        "room": reverse("assessments:meeting_room", args=[assessment.pk]),
        "move": reverse("assessments:meeting_move", args=[assessment.pk]),
        "login": reverse("account_login"),
        "csrf": CSRF,
        "cookies": [cookies[person.pk] for person in people],  # the first one's is the facilitator's
        "practices": [str(uuid) for uuid in steps],
    }
    with open(path, "w") as file:
        json.dump(found, file)


def seated():
    """The meeting, started, and the people who follow it; the first of them facilitates."""
    from assessments.cycles.models import Assessment
    from assessments.meeting import actions
    from districts.roles.models import Membership
    from districts.structure.models import District

    district = max(District.objects.all(), key=lambda one: (one.schools.count(), -one.pk))
    assessment = Assessment.objects.get(district=district, school=None, cycle__published_at=None)
    join(assessment.team, PEOPLE - assessment.team.memberships.count(), district)
    memberships = Membership.objects.filter(team=assessment.team).select_related("person")
    people = [one.person for one in memberships.order_by("-facilitates", "pk")[:PEOPLE]]
    actions.start_meeting(assessment=assessment, by=people[0])
    return assessment, people


def join(team, how_many, district):
    """Add so many to the team."""
    from django.utils import timezone

    from districts.roles.models import Membership
    from people.users import Acceptance, User

    since = timezone.now() - datetime.timedelta(days=30)
    people = User.objects.bulk_create(
        User(email=f"{district.slug}-guest-{n}@example.org", name=f"Guest {n}", password="!") for n in range(how_many)
    )
    Membership.objects.bulk_create(Membership(team=team, person=person, starts_at=since) for person in people)
    Acceptance.objects.bulk_create(Acceptance(notice=district.notice, person=person) for person in people)


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
