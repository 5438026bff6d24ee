"""The Django admin keeps the product's rules: what it writes about people, roles and districts goes through the actions."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from districts.roles.models import Appointment, Role
from people.access.models import AccessChange
from people.users import User
from tests.factories import appoint, make_district, make_person
from tests.sealed import SealedWorld

pytestmark = pytest.mark.django_db


@pytest.fixture
def installation():
    return appoint(Role.INSTALLATION_ADMINISTRATOR, make_person("Zoë Ott"))


@pytest.fixture
def browser(installation):
    client = Client()
    client.force_login(installation)
    return client


def change(browser, person, **typed):
    known = {"email": person.email, "name": person.name, "language": "", "is_active": "on"} | typed
    return browser.post(
        reverse("admin:people_user_change", args=[person.pk]), {k: v for k, v in known.items() if v is not None}
    )


def role_url(appointment=None):
    return reverse(
        "admin:districts_appointment_" + ("change" if appointment else "add"),
        args=[appointment.pk] if appointment else [],
    )


def end_roles(browser, *appointments):
    chosen = [appointment.pk for appointment in appointments]
    typed = {"action": "end_roles", "_selected_action": chosen}
    return browser.post(reverse("admin:districts_appointment_changelist"), typed)


def is_ended(appointment):
    return Appointment.objects.get(pk=appointment.pk).ends_at is not None


# -- Accounts ------------------------------------------------------------------------------------------------


def test_an_address_that_is_changed_there_seals_and_is_announced(browser, installation):
    world = SealedWorld().write()
    EmailAddress.objects.create(user=world.member, email=world.member.email, verified=True, primary=True)

    answer = change(browser, world.member, email=" New@Example.org")

    stored, made = world.stored(), AccessChange.objects.get()
    assert (answer.status_code, stored.email) == (302, "new@example.org")
    assert (made.why, made.made_by, made.address_before) == ("address", installation, "bo@example.org")
    assert stored.sealed_at == made.made_at
    assert not EmailAddress.objects.exists()
    work = world.browser(stored).get("/").content.decode()
    assert "Zoë Ott: the address to sign in with was changed" in work
    assert "What you wrote for yourself is sealed" in work


def test_a_name_that_is_changed_there_seals_nothing(browser):
    world = SealedWorld().write()

    change(browser, world.member, name="Bo Lee")

    assert (world.stored().name, world.stored().sealed_at) == ("Bo Lee", None)
    assert not AccessChange.objects.exists()


def test_an_address_of_another_account_is_refused_there(browser):
    first, second = make_person(email="one@example.org"), make_person()

    answer = change(browser, second, email="One@example.org")

    assert answer.status_code == 200
    assert User.objects.get(pk=second.pk).email == second.email
    assert User.objects.filter(email=first.email).count() == 1


@pytest.mark.parametrize("role", [Role.DISTRICT_ADMINISTRATOR, Role.INSTALLATION_ADMINISTRATOR])
def test_whoever_alone_administers_something_is_not_blocked(browser, installation, role):
    district = make_district() if role == Role.DISTRICT_ADMINISTRATOR else None
    alone = appoint(role, district=district) if district else installation

    refused = change(browser, alone, is_active=None)
    was_active = User.objects.get(pk=alone.pk).is_active
    appoint(role, district=district)
    done = change(browser, alone, is_active=None)

    assert (refused.status_code, was_active) == (200, True)
    assert (done.status_code, User.objects.get(pk=alone.pk).is_active) == (302, False)


def test_a_blocked_colleague_is_no_second_administrator(browser, installation):
    appoint(Role.INSTALLATION_ADMINISTRATOR, make_person(is_active=False))

    change(browser, installation, is_active=None)

    assert User.objects.get(pk=installation.pk).is_active


# -- Roles ---------------------------------------------------------------------------------------------------


def test_a_role_is_given_once_and_from_now_on(browser, installation):
    person, typed = make_person(), {"role": "framework_editor", "starts_at_0": "2020-01-01", "starts_at_1": "10:00"}

    answers = [browser.post(role_url(), {"person": person.pk, **typed}).status_code for _time in range(2)]

    given = person.appointments.get()
    assert answers == [302, 200]
    assert timezone.now() - given.starts_at < datetime.timedelta(minutes=5)


def test_a_role_that_begins_later_is_not_given_twice(browser):
    later = timezone.now() + datetime.timedelta(days=3)
    person = appoint(Role.FRAMEWORK_EDITOR, starts_at=later)

    answer = browser.post(role_url(), {"person": person.pk, "role": "framework_editor"})

    assert (answer.status_code, person.appointments.count()) == (200, 1)


def test_who_gives_themselves_a_role_is_remembered(browser, installation):
    browser.post(role_url(), {"person": installation.pk, "role": "province_viewer"})

    assert installation.appointments.get(role="province_viewer").taken_at is not None


def test_what_has_ended_is_not_revived_and_what_holds_not_rewritten(browser):
    ended = appoint(Role.FRAMEWORK_EDITOR, ends_at=timezone.now()).appointments.get()
    held = appoint(Role.PROVINCE_VIEWER).appointments.get()
    typed = {"ends_at_0": "", "ends_at_1": "", "role": "installation_administrator"}
    typed |= {"starts_at_0": "2000-01-01", "starts_at_1": "10:00:00"}

    for appointment in (ended, held):
        browser.post(role_url(appointment), typed | {"person": make_person().pk})

    for appointment in (ended, held):
        now = Appointment.objects.get(pk=appointment.pk)
        assert [getattr(now, f) for f in ("ends_at", "role", "person_id", "starts_at")] == [
            getattr(appointment, f) for f in ("ends_at", "role", "person_id", "starts_at")
        ]


def test_roles_end_from_the_list_but_for_the_last_administrators(browser, installation):
    own = installation.appointments.get()
    editor = appoint(Role.FRAMEWORK_EDITOR).appointments.get()
    alone = appoint(Role.DISTRICT_ADMINISTRATOR, district=make_district()).appointments.get()

    answer = end_roles(browser, own, editor, alone)

    assert [is_ended(one) for one in (own, editor, alone)] == [False, True, False]
    said = [str(message) for message in browser.get(answer.url).context["messages"]]
    assert sorted("only administrator" in message for message in said) == [False, True, True]
    end_roles(browser, editor)
    assert Appointment.objects.get(pk=editor.pk).ends_at is not None


def test_who_ends_their_own_last_role_lands_on_a_page_that_is_there(browser, installation):
    appoint(Role.INSTALLATION_ADMINISTRATOR)

    answer = browser.post(
        reverse("admin:districts_appointment_changelist"),
        {"action": "end_roles", "_selected_action": [installation.appointments.get().pk]},
        follow=True,
    )

    assert (answer.status_code, answer.redirect_chain[-1][0]) == (200, "/")


def test_a_district_is_changed_through_its_action(browser):
    district = make_district()
    url = reverse("admin:districts_district_change", args=[district.pk])

    done = browser.post(
        url, {"name": "Renamed", "slug": district.slug, "time_zone": "America/Vancouver", "threshold": "3"}
    )

    district.refresh_from_db()
    assert (done.status_code, district.name, district.time_zone, district.threshold) == (
        302,
        "Renamed",
        "America/Vancouver",
        5,
    )


# -- What a form asks while somebody types ---------------------------------------------------------------------

ASKED = {"app_label": "districts", "model_name": "appointment", "field_name": "person"}


def test_every_question_that_no_field_asks_is_refused_in_words(browser):
    found = set()
    for model in apps.get_models(include_auto_created=True):
        names = [field.name for field in model._meta.get_fields()]
        for name in (*names, "pk", "", "__class__", "\x00", "person__name"):
            of_model = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": name}
            found.add(browser.get("/admin/autocomplete/", of_model).status_code)

    assert found == {200, 400, 403}  # 403: rows that the reader does not administer


@pytest.mark.parametrize(
    "rubbish",
    [
        *({"app_label": label} for label in ("", "x", "\x00", "é" * 300, "districts.models")),
        *({"model_name": name} for name in ("", "x", "\x00", "Appointment.objects")),
        *({"page": page} for page in ("x", "-1", "\x00", "9" * 40, "1.5", "")),
        {"term": "a\x00b"},
    ],
    ids=str,
)
def test_rubbish_is_a_bad_question(browser, rubbish):
    assert browser.get("/admin/autocomplete/", ASKED | rubbish).status_code == 400


@pytest.mark.parametrize("missing", ASKED)
def test_a_question_that_lacks_a_part_is_a_bad_one(browser, missing):
    assert browser.get("/admin/autocomplete/", {k: v for k, v in ASKED.items() if k != missing}).status_code == 400


def test_what_a_form_asks_is_answered_and_nobody_else_asks(browser):
    make_person("Ana Roy", email="ana@example.org")

    answer = browser.get("/admin/autocomplete/", ASKED | {"term": "Ana"})

    assert [row["text"] for row in answer.json()["results"]] == ["Ana Roy (ana@example.org)"]
    assert Client().get("/admin/autocomplete/", ASKED).status_code == 302
