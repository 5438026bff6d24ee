"""A person's dates as a file and at an address of their own, which opens only them, and only while it stands."""

import datetime

import pytest
from django.test import Client
from icalendar import Calendar

from assessments.overview.dates import dates_of
from assessments.record.actions import extend_assessment
from districts.roles.models import Role
from districts.roles.roles_held import RolesHeld
from people.access.calendars import close_calendar_address, open_calendar_address
from people.access.models import CalendarAddress
from tests.factories import appoint, join, make_assessment, make_cycle, make_district, make_person, make_team

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 11, 20, 17, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def member():
    """Somebody in a team with an assessment, whose name a calendar must escape and fold."""
    district = make_district()
    team = make_team(district, name="École Sainte-Thérèse; “Les Érables”, campus nord, de la rivière aux Outardes")
    make_assessment(make_cycle(district, name="2026–27", opens_on=datetime.date(2026, 11, 20)), team)
    return join(team).person


def calendar_at(client, address):
    """What an address answers, read as a calendar program reads it."""
    response = client.get(address)
    assert response.status_code == 200
    return Calendar.from_ical(response.content)


def events_of(calendar):
    return {str(event["uid"]): event for event in calendar.walk("vevent")}


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def assessment_of(member):
    return member.memberships.get().team.assessments.get()


# -- The file --------------------------------------------------------------------------------------------


def test_file_holds_first_and_last_day_as_whole_days(member):
    events = events_of(calendar_at(signed_in(member), "/me/dates.ics"))

    pk = assessment_of(member).pk
    assert {uid: event.decoded("dtstart") for uid, event in events.items()} == {
        f"assessment-{pk}-opens@testserver": datetime.date(2026, 11, 20),
        f"assessment-{pk}-due@testserver": datetime.date(2026, 12, 20),
    }
    last = events[f"assessment-{pk}-due@testserver"]
    team = member.memberships.get().team.name
    assert str(last["summary"]) == f"Last day to rate: {team} (2026–27)"
    assert last.decoded("dtstamp") == NOON
    assert str(last["url"]) == f"http://testserver/assessments/{pk}/"


def test_file_keeps_to_the_format(member):
    response = signed_in(member).get("/me/dates.ics")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="strong-districts.ics"'
    lines = response.content.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert b"DTSTART;VALUE=DATE:20261220" in lines
    assert "Sainte-Thérèse\\; “Les Érables”\\, campus nord".encode() in response.content.replace(b"\r\n ", b"")
    assert b"VTIMEZONE" not in response.content


def test_extended_day_keeps_its_identity_and_counts_its_changes(member):
    assessment = assessment_of(member)
    uid = f"assessment-{assessment.pk}-due@testserver"
    sequences = []
    for days in (0, 1, 8):
        if days:
            until = assessment.cycle.closes_on + datetime.timedelta(days=days)
            extend_assessment(assessment=assessment, until=until, by=None)
        event = events_of(calendar_at(signed_in(member), "/me/dates.ics"))[uid]
        sequences.append(event["sequence"])

    assert sequences == sorted(set(sequences))
    assert event.decoded("dtstart") == assessment.cycle.closes_on + datetime.timedelta(days=8)


def test_first_day_goes_when_it_is_past_and_the_last_stays_for_it_is_overdue(member, time_machine):
    time_machine.move_to(NOON + datetime.timedelta(days=90), tick=False)

    assert [day.day for day in dates_of(RolesHeld(member))] == [assessment_of(member).due]


def test_dates_end_with_the_assessment_and_say_nothing_of_how(member):
    assessment = assessment_of(member)
    assert len(dates_of(RolesHeld(member))) == 2

    assessment.ended_at, assessment.ended_reason = NOON, "zebra"
    assessment.save()

    assert dates_of(RolesHeld(member)) == []


def test_administrator_has_the_cycle_s_days_and_a_reader_has_none(member):
    district = member.memberships.get().team.district
    administrator = appoint(Role.DISTRICT_ADMINISTRATOR, district=district)
    reader = appoint(Role.SUPERINTENDENT, district=district)

    titles = [day.title for day in dates_of(RolesHeld(administrator))]

    assert titles == ["Cycle opens: 2026–27", "Last day of the cycle: 2026–27"]
    assert dates_of(RolesHeld(reader)) == []


# -- The address -----------------------------------------------------------------------------------------


def test_page_lists_the_dates_with_how_far_off_they_are(member):
    page = signed_in(member).get("/me/dates/").content.decode()

    assert '<span class="nowrap">Dec. 20, 2026</span>, in 30 days' in page


def test_address_is_off_until_asked_for_and_shown_once(member):
    client = signed_in(member)
    assert "There is no address" in client.get("/me/dates/").content.decode()
    assert not CalendarAddress.objects.exists()

    made = client.post("/me/dates/address/")

    address = made.context["new_address"]
    assert address in made.content.decode()
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert len(token) >= 43
    assert token not in client.get("/me/dates/").content.decode()
    assert token not in str(CalendarAddress.objects.values().get())


def test_address_answers_without_a_session_as_its_person_and_sets_no_cookie(member):
    token = open_calendar_address(by=member)

    response = Client().get(f"/dates/{token}.ics")

    assert len(events_of(Calendar.from_ical(response.content))) == 2
    assert not response.cookies
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Cache-Control"] == "private, no-store"


def test_address_answers_as_its_person_to_somebody_else_s_browser(member):
    token = open_calendar_address(by=member)

    assert len(events_of(calendar_at(signed_in(make_person()), f"/dates/{token}.ics"))) == 2


def test_address_speaks_its_person_s_language(member):
    member.language = "fr"
    member.save()
    token = open_calendar_address(by=member)

    summaries = [str(e["summary"]) for e in calendar_at(Client(), f"/dates/{token}.ics").walk("vevent")]

    assert summaries[1].startswith("Dernier jour pour apprécier")


@pytest.mark.parametrize("how", ["ended", "replaced", "inactive", "invented"])
def test_address_that_does_not_stand_is_not_found(member, how):
    token = open_calendar_address(by=member)
    if how == "ended":
        close_calendar_address(by=member)
    elif how == "replaced":
        open_calendar_address(by=member)
    elif how == "inactive":
        member.is_active = False
        member.save()
    else:
        token = f"{token}x"

    assert Client().get(f"/dates/{token}.ics").status_code == 404


def test_address_of_who_left_the_team_is_empty(member):
    token = open_calendar_address(by=member)
    member.memberships.update(ends_at=NOON)

    assert events_of(calendar_at(Client(), f"/dates/{token}.ics")) == {}


def test_last_use_is_noted_once_an_hour(member, time_machine):
    token = open_calendar_address(by=member)
    noted = []
    for minutes in (0, 59, 60):
        time_machine.move_to(NOON + datetime.timedelta(minutes=minutes), tick=False)
        Client().get(f"/dates/{token}.ics")
        noted.append(CalendarAddress.objects.get().last_used_at)

    assert noted == [NOON, NOON, NOON + datetime.timedelta(hours=1)]
    assert "Last used Nov. 20, 2026." in signed_in(member).get("/me/dates/").content.decode()


def test_new_address_has_never_been_used(member):
    token = open_calendar_address(by=member)
    Client().get(f"/dates/{token}.ics")
    open_calendar_address(by=member)

    assert CalendarAddress.objects.get().last_used_at is None


def test_person_ends_only_their_own_address(member):
    token = open_calendar_address(by=member)

    signed_in(make_person()).post("/me/dates/address/end/")

    assert Client().get(f"/dates/{token}.ics").status_code == 200
