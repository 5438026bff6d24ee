"""Who was not there, and everybody once ratings have ended: whatever people answered, every page is the same to the byte."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from assessments.cycles.models import Assessment
from assessments.publishing import actions as publishing_actions
from assessments.rating.models import Rating, Reveal
from assessments.record import actions as record_actions
from people.users import User
from tests.factories import join, practices_of, token_of
from tests.privacy.otherwise import NOTE, answer_otherwise, ratings_of
from tests.privacy.walker import ALWAYS_THE_SAME, differing, holding, walk
from tests.privacy.world import undone

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HOUR = datetime.timedelta(hours=1)
PAGES = ("meeting_practice", "meeting_room", "meeting_screen", "record_detail", "rater_agreement_detail")
EVERYBODY = (
    "member of one",
    "facilitator of two",
    "member of three",
    "principal of three",
    "superintendent",
    "administrator",
    "trustee",
    "province viewer",
    "superuser",
)


def sign_in(world, role, person):
    """A client of a person who is signed in now."""
    world.clients[role] = Client(headers={"Authorization": f"Bearer {token_of(person)}"})
    world.clients[role].force_login(person)


def add_newcomers(world, *names):
    """Everything was revealed an hour before somebody joined each of these teams, as a facilitator even."""
    Reveal.objects.update(revealed_at=timezone.now() - HOUR)
    for name in names:
        sign_in(world, f"newcomer of {name}", join(world.team[name], starts_at=timezone.now(), facilitates=True).person)


def test_who_joins_after_the_reveals_reads_nothing_of_them(world):
    world.close("three")
    add_newcomers(world, "two", "three")
    roles = ("newcomer of two", "newcomer of three", "member of two", "member of three")

    before = walk(world, roles, about="assessments:")
    with undone(world):
        answer_otherwise(world, ratings_of(world, "two", "three"))
        after = walk(world, roles, about="assessments:")

    different = {(role, view.partition(":")[2]) for role, view, _url in differing(before, after)}
    assert {view for role, view in different if role.startswith("newcomer")} == set()
    # Who was there reads it on each of these pages, so the walk would see it.
    assert {view for _role, view in different} == set(PAGES)
    shown = {where for where, (status, _headers, _body) in before.items() if status == 200}
    for view in PAGES:
        assert any(role.startswith("newcomer") and name.endswith(view) for role, name, _url in shown), view


def test_what_a_newcomer_reads_says_nothing_of_whether_there_was_a_picture(world):
    """Of a practice for which nobody gave a level they are told the very same."""
    world.close("three")
    add_newcomers(world, "two", "three")
    roles = ("newcomer of two", "newcomer of three")

    before = walk(world, roles, about="assessments:")
    with undone(world):
        revealed = Reveal.objects.filter(assessment__cycle=world.cycle).values("practice")
        ratings_of(world, "two", "three", practices=revealed).update(answer="not_enough_information", level=None)
        assert differing(before, walk(world, roles, about="assessments:")) == set()


def test_once_ratings_have_ended_no_page_of_anybody_reads_them(world, time_machine):
    """Not one's own, not what was revealed, not the order of the meeting; no command has removed anything."""
    world.start("one")
    world.close("three")
    people = {role: User.objects.get(pk=world.clients[role].session["_auth_user_id"]) for role in EVERYBODY}
    for cycle in (world.cycle, world.before):
        time_machine.move_to(world.district.start_of(cycle.ratings_kept_until) + 36 * HOUR, tick=False)
        assert cycle.ratings_have_ended
    assert world.cycle.ratings_have_ended
    for role, person in people.items():
        sign_in(world, role, person)

    before = walk(world, EVERYBODY, less=ALWAYS_THE_SAME)
    with undone(world):
        answer_otherwise(world, Rating.objects.all())
        for assessment in Assessment.objects.all():
            assessment.talk_first = [practice.pk for practice in practices_of(assessment)][::-1]
            assessment.save()
        after = walk(world, EVERYBODY, less=ALWAYS_THE_SAME)

    assert differing(before, after) == set()
    assert holding(after, NOTE) == set()
    # The pages are there, and what was agreed stands on them.
    shown = {(role, view) for (role, view, _url), (status, _headers, _body) in after.items() if status == 200}
    assert ("member of three", "assessments:record_detail") in shown
    assert ("member of one", "assessments:rate_characteristic") in shown


def test_once_ratings_have_ended_a_publication_says_nothing_of_them(world, time_machine):
    for name in ("three", "four"):
        world.close(name)
    for name in ("one", "two"):
        record_actions.end_assessment_without_result(assessment=world.assessment(name), reason="So", by=None)
    reader = User.objects.get(pk=world.clients["superintendent"].session["_auth_user_id"])
    time_machine.move_to(world.district.start_of(world.before.ratings_kept_until) + 36 * HOUR, tick=False)
    assert world.cycle.ratings_have_ended
    sign_in(world, "superintendent", reader)

    def published(otherwise):
        with undone(world):
            if otherwise:
                answer_otherwise(world, Rating.objects.all())
            publishing_actions.publish_cycle(cycle=world.cycle, by=None)
            return walk(world, ("superintendent",), about="reports:")

    assert differing(published(False), published(True)) == set()
