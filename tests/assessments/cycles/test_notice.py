"""Below the district's own notice stands what the product says itself, out of the settings of the cycle."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from assessments.cycles.models import Assessment
from assessments.cycles.notice import notice_for
from assessments.publishing.blocks import is_mirrored, is_safe
from assessments.rating import actions
from assessments.retention.actions import change_retention
from districts.roles.models import Role
from districts.settings.notice import NoticeFacts, next_notice_of, whom_to_ask
from districts.structure.models import District
from tests.factories import appoint, make_assessment, make_cycle, make_district, make_person, make_school, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_district(threshold=6, retention_months=18, contact="Privacy office, 555-0100")


@pytest.fixture
def cycle(district):
    closes = datetime.date(2027, 1, 31)
    return make_cycle(district, closes_on=closes, threshold=7, retention_months=13)


def page_of(cycle, school=True):
    """The notice as a member reads it, and the client that read it."""
    place = make_school(cycle.district) if school else None
    assessment = make_assessment(cycle, make_team(cycle.district, place, members=1))
    client = Client()
    client.force_login(assessment.team.memberships.get().person)
    return assessment, client, client.get(f"/assessments/{assessment.pk}/notice/").content.decode()


def test_it_says_the_threshold_the_months_the_day_and_whom_to_ask(cycle):
    _assessment, _client, text = page_of(cycle)

    assert "at least 14 people remain beside the two largest teams (protection threshold 7)" in text
    assert "13 months after the cycle’s last day" in text
    assert "Privacy office, 555-0100" in text
    for heading in ("Who reads what", "What administrators can do", "How to take an answer back", "Whom to ask"):
        assert f"<h3>{heading}</h3>" in text


def test_it_says_the_last_day_as_pages_reckon_it(cycle):
    _assessment, _client, text = page_of(cycle)

    assert f"Until {date_format(datetime.date(2028, 2, 29), 'DATE_FORMAT')}: 13 months" in text


def test_each_kind_of_team_reads_what_concerns_it(cycle):
    school, board = page_of(cycle)[2], page_of(cycle, school=False)[2]

    assert ("in blocks in which" in school, "Of the district’s own team" in school) == (True, False)
    assert ("in blocks in which" in board, "Of the district’s own team" in board) == (False, True)
    assert "at least 9 of its people answered" in board


def test_its_numbers_are_those_of_the_rules():
    told = NoticeFacts(threshold=5, months=24, kept_until=None, contact="")

    assert is_safe([20, 20, told.in_a_block - 1, 1], 5)
    assert not is_safe([20, 20, told.in_a_block - 2, 1], 5)
    assert [is_mirrored(people, 5) for people in (told.in_the_mirror - 1, told.in_the_mirror)] == [False, True]


def test_a_district_that_changes_its_settings_changes_nothing_of_what_people_accepted(cycle):
    assessment, client, before = page_of(cycle)
    District.objects.filter(pk=cycle.district_id).update(threshold=5, retention_months=60)

    assert client.get(f"/assessments/{assessment.pk}/notice/").content.decode().count("13 months") == 1
    assert notice_for(assessment) == notice_for(Assessment.objects.with_context().get(pk=assessment.pk))
    assert (notice_for(assessment).threshold, notice_for(assessment).months) == (7, 13)
    assert "13 months" in before


def test_fewer_months_are_told_at_once(cycle):
    assessment, client, _text = page_of(cycle)
    change_retention(cycle=cycle, months=3, by=None)

    assert "3 months after the cycle’s last day" in client.get(f"/assessments/{assessment.pk}/notice/").content.decode()


def test_without_a_contact_the_administrators_are_named():
    district = make_district()
    assert whom_to_ask(district) == ""
    appoint(Role.DISTRICT_ADMINISTRATOR, make_person("Zoe"), district=district)
    appoint(Role.DISTRICT_ADMINISTRATOR, make_person("Ana"), district=district)
    appoint(Role.DISTRICT_ADMINISTRATOR, make_person("Gone"), district=district, ends_at=timezone.now())
    appoint(Role.SUPERINTENDENT, make_person("Sam"), district=district)
    assert whom_to_ask(district) == "Ana, Zoe"


def test_who_has_accepted_reads_it_again_and_is_not_asked_again(cycle):
    assessment, client, text = page_of(cycle)
    assert "I have read this; start rating" in text
    actions.take_seat(assessment=assessment, by=assessment.team.memberships.get().person)

    again = client.get(f"/assessments/{assessment.pk}/notice/").content.decode()

    assert ("I have read this; start rating" in again, "You read this on" in again) == (False, True)
    assert f"/assessments/{assessment.pk}/notice/" in client.get(f"/assessments/{assessment.pk}/").content.decode()


def test_administrators_see_what_will_be_told_beside_the_settings(district):
    client = Client()
    client.force_login(appoint(Role.DISTRICT_ADMINISTRATOR, district=district))
    settings = client.get(reverse("districts:district_settings", args=[district.slug])).content.decode()
    typed = {"title": "T", "text": "Why", "language": "en", "preview": "1"}
    preview = client.post(reverse("districts:notice_change", args=[district.slug]), typed).content.decode()

    assert next_notice_of(district) == NoticeFacts(6, 18, None, "Privacy office, 555-0100")
    for text in (settings, preview):
        assert "at least 12 people remain" in text
        assert "at least 8 of its people answered" in text
        assert "18 months after the cycle’s last day" in text


def test_the_contact_is_a_setting(district):
    client = Client()
    client.force_login(appoint(Role.DISTRICT_ADMINISTRATOR, district=district))
    sent = {"name": "N", "time_zone": "UTC", "threshold": "5", "retention_months": "12", "contact": "Ask Ana"}

    assert client.post(reverse("districts:district_settings", args=[district.slug]), sent).status_code == 302
    district.refresh_from_db()
    assert district.contact == "Ask Ana"
