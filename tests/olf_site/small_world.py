"""A team that rates, in an empty database; run as a module it makes the tables too, and prints who and what is there."""

import json
from uuid import uuid4

import django

PEOPLE = 4


def make_world():
    """People of a team with their seats and sessions, what they rate, and a task that any worker can do."""
    from django.test import Client

    from assessments.rating.actions import take_seat
    from reports.board.export_actions import make_export
    from tests.factories import make_meeting, members_of, practices_of

    assessment = make_meeting(members=PEOPLE, started=False)
    sessions = []
    for person in members_of(assessment):
        take_seat(assessment=assessment, by=person)
        client = Client()
        client.force_login(person)
        sessions.append(client.cookies["sessionid"].value)
    return {
        "assessment": assessment.pk,
        "practice": str(practices_of(assessment)[0].uuid),
        "sessions": sessions,
        "task": str(make_export.enqueue(str(uuid4())).id),  # of a file that is gone: done at once
    }


if __name__ == "__main__":
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    print(json.dumps(make_world()))
