"""My work: each kind of thing that waits, in whose list it stands, and in which order."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from assessments.meeting.models import OutcomeKind
from assessments.overview.cycle_tasks import cycle_tasks
from assessments.overview.team_tasks import UNPUBLISHED, team_tasks
from districts.invitations.tasks import invitation_tasks
from districts.roles.models import Invitation, Role
from districts.roles.roles_held import RolesHeld
from olf_site.work import work_for
from people.users import User
from tests.factories import (
    appoint,
    join,
    make_assessment,
    make_cycle,
    make_district,
    make_edition,
    make_outcome,
    make_person,
    make_rating,
    make_school,
    make_team,
    practices_of,
)
from tests.reports.factories import make_record

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 11, 20, 17, tzinfo=datetime.UTC)  # noon in Toronto


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def assessment():
    """A team of a member and a facilitator who both rate six practices, with thirty days to go."""
    district = make_district()
    team = make_team(district, make_school(district))
    join(team, make_person("Member"))
    join(team, make_person("Facilitator"), facilitates=True)
    return make_assessment(make_cycle(district), team)


def named(name):
    """The person of this name, read anew as each request does."""
    return User.objects.get(name=name)


def tasks_of(name, kind=team_tasks):
    """What a function says of somebody, by kind."""
    user = named(name)
    return {task.kind: task for task in kind(user, RolesHeld(user))}


def answer(assessment, name, count=6):
    for practice in practices_of(assessment)[:count]:
        make_rating(assessment, named(name), practice, 2)


def change(thing, **fields):
    """The thing, with other values, saved."""
    for field, value in fields.items():
        setattr(thing, field, value)
    thing.save()
    return thing


def days_from_now(days):
    return NOON.date() + datetime.timedelta(days=days)


# -- In a team -------------------------------------------------------------------------------------------


def test_rating_waits_for_who_has_not_answered_everything(assessment):
    answer(assessment, "Member", 2)

    task = tasks_of("Member")["rate"]

    assert (task.words, task.action) == ("2 of 6 practices answered", "Go on rating")
    assert (task.done, task.total, task.waits) == (2, 6, True)
    assert task.when == "due Dec. 20, 2026, in 30 days"
    assert task.url == f"/assessments/{assessment.pk}/rate/"


def test_rating_not_begun_says_start(assessment):
    assert tasks_of("Member")["rate"].action == "Start rating"


def test_who_has_answered_everything_sees_what_comes_next_and_nothing_waits(assessment):
    answer(assessment, "Member")

    tasks = tasks_of("Member")

    assert list(tasks) == ["under_way"]
    assert not tasks["under_way"].waits


@pytest.mark.parametrize(("answered", "waits"), [(("Member",), False), (("Member", "Facilitator"), True)])
def test_meeting_waits_for_its_facilitator_once_everybody_is_ready(assessment, answered, waits):
    for name in answered:
        answer(assessment, name)

    task = tasks_of("Facilitator")["prepare"]

    assert (task.words, task.waits) == (f"{len(answered)} of 2 people have answered everything", waits)
    assert "prepare" not in tasks_of("Member")


@pytest.mark.parametrize(("days", "waits"), [(4, False), (3, True)])
def test_meeting_waits_when_the_last_day_is_near_whoever_is_ready(assessment, days, waits):
    change(assessment.cycle, closes_on=days_from_now(days))

    assert tasks_of("Facilitator")["prepare"].waits is waits


def test_who_rates_with_another_team_is_not_counted_and_is_not_asked_to_rate(assessment):
    other = make_assessment(assessment.cycle, make_team(assessment.district))
    join(other.team, named("Member"))
    make_rating(other, named("Member"), practices_of(other)[0], 2)

    assert tasks_of("Facilitator")["prepare"].total == 1
    asked = [task.title for task in team_tasks(named("Member"), RolesHeld(named("Member"))) if task.kind == "rate"]
    assert asked == [str(other.team)]


def test_overdue_is_said_in_words_to_the_facilitator_and_rating_is_off(assessment):
    change(assessment.cycle, closes_on=days_from_now(-2))

    task = tasks_of("Facilitator")["prepare"]

    assert task.when == "overdue: the last day was Nov. 18, 2026, 2 days ago"
    assert (task.is_overdue, task.waits) == (True, True)
    assert list(tasks_of("Member")) == ["under_way"]


def test_last_day_is_the_district_s_own(assessment, time_machine):
    change(assessment.cycle, closes_on=NOON.date())
    assert tasks_of("Member")["rate"].when == "due Nov. 20, 2026, today"

    time_machine.move_to(datetime.datetime(2026, 11, 21, 4, tzinfo=datetime.UTC), tick=False)  # an hour to midnight
    assert tasks_of("Member")["rate"].when == "due Nov. 20, 2026, today"

    change(assessment.district, time_zone="Europe/Paris")
    assert "rate" not in tasks_of("Member")


def test_running_meeting_leads_the_whole_team_to_it_with_counts(assessment):
    change(assessment, meeting_started_at=timezone.now())
    make_outcome(assessment, practices_of(assessment)[0], 2)

    for name in ("Member", "Facilitator"):
        tasks = tasks_of(name)
        assert list(tasks) == ["meet"]
        assert tasks["meet"].words == "Your team is meeting: 1 of 6 practices have an outcome."


def test_closing_waits_for_the_facilitator_when_every_practice_has_its_outcome(assessment):
    change(assessment, meeting_started_at=timezone.now())
    for practice in practices_of(assessment):
        make_outcome(assessment, practice, OutcomeKind.NOT_DISCUSSED)

    assert list(tasks_of("Facilitator")) == ["close"]
    assert list(tasks_of("Member")) == ["meet"]


def test_reopened_says_the_reason_and_waits_for_the_facilitator(assessment):
    make_record(assessment, {})
    change(assessment, meeting_started_at=NOON, reopened_at=NOON, reopened_reason="Wrong practice.")

    task = tasks_of("Facilitator")["reopened"]

    assert (task.reason, task.waits) == ("Wrong practice.", True)
    assert not tasks_of("Member")["reopened"].waits


def test_cycle_to_come_says_when_it_opens(assessment):
    change(assessment.cycle, opens_on=days_from_now(1))

    task = tasks_of("Member")["under_way"]

    assert (task.words, task.when) == ("Rating opens on Nov. 21, 2026.", "tomorrow")


def test_nothing_is_said_of_a_published_cycle(assessment):
    change(assessment.cycle, published_at=NOON)

    assert tasks_of("Member") == {}


# -- In a district ---------------------------------------------------------------------------------------


@pytest.fixture
def administrator(assessment):
    return appoint(Role.DISTRICT_ADMINISTRATOR, make_person("Administrator"), assessment.district)


def test_publishing_waits_when_every_team_is_done(assessment, administrator):
    ended = make_assessment(assessment.cycle, make_team(assessment.district))
    assert list(tasks_of("Administrator", cycle_tasks)) == ["unguided"]

    change(ended, ended_at=NOON, ended_reason="Gone.")
    assert list(tasks_of("Administrator", cycle_tasks)) == ["under_way"]

    make_record(assessment, {})
    assert list(tasks_of("Administrator", cycle_tasks)) == ["publish"]


def test_cycle_in_which_every_team_ended_is_not_there_to_publish(assessment, administrator):
    change(assessment, ended_at=NOON, ended_reason="Gone.")

    tasks = tasks_of("Administrator", cycle_tasks)

    assert (list(tasks), tasks["under_way"].waits) == (["under_way"], False)


def test_teams_past_their_last_day_wait_to_be_extended_or_ended(assessment, administrator):
    change(assessment.cycle, closes_on=days_from_now(-1))

    task = tasks_of("Administrator", cycle_tasks)["overdue"]

    assert task.words.startswith(f"{assessment.team}: past the last day.")
    assert task.when == "overdue: the last day was Nov. 19, 2026, yesterday"


def test_only_the_first_teams_are_named(assessment, administrator):
    for number in range(4):
        make_assessment(assessment.cycle, make_team(assessment.district, name=f"Team {number} of many"))

    words = tasks_of("Administrator", cycle_tasks)["unguided"].words

    assert words == "Team 0 of many, Team 1 of many, Team 2 of many and 1 more: no facilitators"


def test_links_wait_after_a_week_unused(assessment, administrator):
    invited = {
        "person": make_person(),
        "district": assessment.district,
        "expires_at": NOON + datetime.timedelta(days=3),
    }
    Invitation.objects.create(**invited, created_at=NOON - datetime.timedelta(days=6))
    assert tasks_of("Administrator", invitation_tasks) == {}

    Invitation.objects.create(**invited, created_at=NOON - datetime.timedelta(days=7))
    task = tasks_of("Administrator", invitation_tasks)["invitations"]

    assert task.words == "1 link has waited for a week or longer to be used. It may not have arrived."
    assert task.when == "the first ends in 3 days, on Nov. 23, 2026"


def test_nobody_else_sees_what_waits_for_an_administrator(assessment):
    for role in (Role.SUPERINTENDENT, Role.TRUSTEE):
        person = appoint(role, district=assessment.district)
        roles_held = RolesHeld(person)
        assert cycle_tasks(person, roles_held) + invitation_tasks(person, roles_held) == []


# -- All together ----------------------------------------------------------------------------------------


def test_what_is_due_first_comes_first_across_teams_roles_and_districts(assessment, administrator):
    elsewhere = make_district()
    sooner = make_assessment(make_cycle(elsewhere, days=5), make_team(elsewhere))
    join(sooner.team, administrator)
    late = make_assessment(make_cycle(assessment.district, days=-1), make_team(assessment.district))
    join(late.team, facilitates=True)
    join(assessment.team, administrator)

    work = work_for(named("Administrator"))

    assert [task.kind for task in work.waiting] == ["overdue", "rate", "rate"]
    assert [task.title for task in work.waiting[1:]] == [str(sooner.team), str(assessment.team)]


def test_nothing_waiting_is_a_calm_sentence_with_what_comes_next(assessment):
    answer(assessment, "Member")

    page = page_of("Member")

    assert "Nothing waits for you" in page
    assert f"Next: {assessment.team}, {assessment.cycle}, in 30 days." in page


def test_who_only_reads_is_told_which_cycle_runs(assessment):
    appoint(Role.TRUSTEE, make_person("Trustee"), assessment.district)

    assert f"In {assessment.cycle} teams rate until Dec. 20, 2026." in page_of("Trustee")


def test_who_has_closed_is_told_what_the_district_still_does(assessment):
    make_record(assessment, {})

    assert f"In {assessment.cycle} teams rate until Dec. 20, 2026." in page_of("Member")


def test_who_has_no_role_is_told_whom_to_ask():
    make_person("Nobody yet")

    assert "You are in no team yet." in page_of("Nobody yet")


def test_home_asks_the_database_at_most_fifteen_times_for_somebody_of_many_roles(
    assessment, administrator, django_assert_max_num_queries
):
    edition = make_edition()
    for _district in range(2):
        district = make_district()
        for role in (Role.SUPERINTENDENT, Role.DISTRICT_ADMINISTRATOR, Role.TRUSTEE):
            appoint(role, administrator, district)
        meeting = make_assessment(make_cycle(district, edition), make_team(district), meeting_started_at=NOON)
        join(meeting.team, administrator, facilitates=True)
    client = Client()
    client.force_login(administrator)
    client.get("/")

    with django_assert_max_num_queries(15):
        client.get("/")


def page_of(name):
    """Somebody's home page."""
    client = Client()
    client.force_login(named(name))
    return client.get("/").content.decode()


def test_the_assessments_of_my_work_name_no_more_tables_than_postgresql_orders():
    """Of more than eight it joins them as they are written: in a province it read every assessment, 36 ms."""
    sql = str(UNPUBLISHED.build().query)

    assert 2 <= sql.count("JOIN") + sql.count("FROM") <= 8
