"""What a page has read may have changed before its change is written: actions look again, and write only what was changed."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from districts.appointments import actions as appointments_actions
from districts.invitations import actions as invitations_actions
from districts.people import actions as people_actions
from districts.people.actions import reactivate
from districts.people.steps import find_or_make_person
from districts.roles.models import Invitation, Role
from districts.schools import actions as schools_actions
from districts.settings import actions as settings_actions
from districts.structure.errors import NameTaken, SchoolIsClosed, WrongDates, WrongSuccessor
from districts.structure.models import District, School
from districts.teams import actions as teams_actions
from olf_site.middleware import RuleBrokenMiddleware
from people.actions import put_away_explanations
from people.database import is_duplicate
from people.users import User
from tests.at_once import PATIENCE, at_once, needs_two_writers, wait_until_they_wait
from tests.factories import join, make_district, make_person, make_school, make_team

pytestmark = pytest.mark.django_db
LAST_DAY = datetime.date(2026, 6, 30)


def as_a_page_read_it(thing):
    """The same row, as it is now, in an instance that learns nothing of what comes after."""
    return type(thing).objects.get(pk=thing.pk)


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def school(district):
    return make_school(district)


def test_changing_a_school_undoes_no_closing(school):
    page = as_a_page_read_it(school)
    successor = make_school(school.district)
    schools_actions.close_school(school=school, last_day=LAST_DAY, successor=successor, by=None)

    changed = schools_actions.change_school(school=page, name="Renamed", by=None)

    school.refresh_from_db()
    assert (school.name, school.closed_on, school.successor) == ("Renamed", LAST_DAY, successor)
    assert changed.closed_on == LAST_DAY


@pytest.mark.parametrize("act", ["close", "reopen"])
def test_closing_and_reopening_undo_no_change(school, act):
    page = as_a_page_read_it(school)
    schools_actions.change_school(school=school, name="Renamed", by=None)

    if act == "close":
        schools_actions.close_school(school=page, last_day=LAST_DAY, by=None)
    else:
        schools_actions.reopen_school(school=page, by=None)

    school.refresh_from_db()
    assert school.name == "Renamed"


def test_dates_are_compared_with_those_that_stand(school):
    page = as_a_page_read_it(school)
    schools_actions.close_school(school=school, last_day=LAST_DAY, by=None)

    with pytest.raises(WrongDates):
        schools_actions.change_school(school=page, opened_on=LAST_DAY + datetime.timedelta(days=1), by=None)


def test_two_schools_do_not_succeed_each_other(district):
    one, two = make_school(district), make_school(district)
    page = as_a_page_read_it(two)
    schools_actions.close_school(school=two, last_day=LAST_DAY, successor=one, by=None)

    with pytest.raises(WrongSuccessor):
        schools_actions.close_school(school=one, last_day=LAST_DAY, successor=page, by=None)


def test_a_school_that_was_closed_meanwhile_gets_nobody_and_no_team(district, school):
    page = as_a_page_read_it(school)
    schools_actions.close_school(school=school, last_day=LAST_DAY, by=None)

    with pytest.raises(SchoolIsClosed):
        teams_actions.add_team(district=district, name="Team", school=page, by=None)
    with pytest.raises(SchoolIsClosed):
        appointments_actions.appoint(person=make_person(), role=Role.PRINCIPAL, district=district, school=page, by=None)


def test_a_name_is_its_owner_s_from_the_moment_they_signed_in(district):
    person = people_actions.add_person(
        district=district, email="a@example.org", name="A", team=make_team(district), by=None
    ).person
    page = as_a_page_read_it(person)
    person.set_password("their-own-word")
    person.name = "Own"
    person.save()

    people_actions.correct_name(person=page, district=district, name="Corrected", by=None)

    assert as_a_page_read_it(person).name == "Own"


def test_who_left_elsewhere_meanwhile_can_sign_in_again(district):
    person = join(make_team(district)).person
    page = as_a_page_read_it(person)
    people_actions.leave_district(person=person, district=district, by=None)

    reactivate(page)

    assert as_a_page_read_it(person).is_active


def test_a_link_that_was_used_meanwhile_is_not_taken_back(district):
    elsewhere = join(make_team(make_district())).person
    made = people_actions.add_person(
        district=district, email=elsewhere.email, team=make_team(district), by=None
    ).invitation
    page = as_a_page_read_it(made)
    invitations_actions.accept_joining(token=made.token, by=elsewhere)

    invitations_actions.renew_invitation(invitation=page, by=None)

    made = Invitation.objects.get(pk=made.pk)
    assert made.used_at
    assert made.withdrawn_at is None


def test_two_pages_put_away_what_each_has_shown():
    person = make_person()
    one, two = as_a_page_read_it(person), as_a_page_read_it(person)

    put_away_explanations(roles=["member"], by=one)
    put_away_explanations(roles=["principal"], by=two)

    assert as_a_page_read_it(person).explained == ["member", "principal"]


# -- There can be one only -------------------------------------------------------------------------------


@needs_two_writers
@pytest.mark.django_db(transaction=True)
def test_of_two_who_found_one_district_the_second_is_told():
    def found(name):
        administrator = {"administrator_email": f"{name}@example.org", "administrator_name": name}
        return settings_actions.create_district(
            name=name, slug="nord", time_zone="America/Toronto", by=None, **administrator
        )

    with transaction.atomic():
        found("first")
        thread, came = at_once(lambda: found("second"))
        wait_until_they_wait(1)
    thread.join(PATIENCE)

    assert isinstance(came[0], NameTaken)
    assert District.objects.get().name == "first"


def nothing_there(monkeypatch, rows):
    """From here on these rows are looked for a moment before somebody else makes them: nothing is found."""
    monkeypatch.setattr(rows, "filter", lambda **_how: rows.none())
    monkeypatch.setattr(rows, "all", rows.none)


@pytest.mark.parametrize("taken", ["name", "slug"])
def test_a_district_that_somebody_founds_at_this_moment_is_not_founded_twice(district, monkeypatch, taken):
    administrator = {"administrator_email": "first@example.org", "administrator_name": "First"}
    own = {"name": "Nord", "slug": "nord", taken: getattr(district, taken)}
    nothing_there(monkeypatch, District.objects)

    with pytest.raises(NameTaken):
        settings_actions.create_district(time_zone="America/Toronto", by=None, **own, **administrator)


def test_a_name_that_another_district_takes_at_this_moment_is_taken(district, monkeypatch):
    other = make_district()
    nothing_there(monkeypatch, District.objects)

    with pytest.raises(NameTaken):
        settings_actions.change_district(district=other, name=district.name, by=None)


def test_an_account_that_somebody_makes_at_this_moment_is_the_one(monkeypatch):
    person = make_person()
    nothing_there(monkeypatch, User.objects)

    assert find_or_make_person(email=person.email, name="Other") == (person, False)


@needs_two_writers
@pytest.mark.django_db(transaction=True)
def test_a_closing_that_comes_while_a_school_is_changed_stands():
    school = make_school(make_district())
    page = as_a_page_read_it(school)
    with transaction.atomic():
        schools_actions.close_school(school=school, last_day=LAST_DAY, by=None)
        thread, came = at_once(lambda: schools_actions.change_school(school=page, name="Renamed", by=None))
        wait_until_they_wait(1)
    thread.join(PATIENCE)

    assert came[0].name == "Renamed"
    assert School.objects.get().closed_on == LAST_DAY


@needs_two_writers
@pytest.mark.django_db(transaction=True)
def test_a_role_of_the_installation_is_held_once():
    person = make_person()
    give = lambda: appointments_actions.appoint_for_installation(person=person, role=Role.PROVINCE_VIEWER, by=None)  # noqa: E731
    with transaction.atomic():
        held = give()
        thread, came = at_once(give)
        wait_until_they_wait(1)
    thread.join(PATIENCE)

    assert came[0] == held
    assert person.appointments.count() == 1


def refused_by_the_tables(act):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        act()
    return refused.value


def test_a_second_where_there_can_be_one_is_answered_in_words():
    email = make_person().email
    twice = refused_by_the_tables(lambda: User.objects.create(email=email))
    middleware, request = RuleBrokenMiddleware(None), RequestFactory().get("/")
    request.user = make_person()

    assert is_duplicate(twice)
    answer = middleware.process_exception(request, twice)

    assert answer.status_code == 409
    assert "Something else has happened in the meantime" in answer.content.decode()


def test_another_rule_of_the_tables_that_is_broken_is_our_fault(district):
    wrong = refused_by_the_tables(lambda: District.objects.filter(pk=district.pk).update(slug=None))

    assert not is_duplicate(wrong)
    assert RuleBrokenMiddleware(None).process_exception(RequestFactory().get("/"), wrong) is None
