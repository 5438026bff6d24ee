"""One account an address, however it was pasted: what nobody sees makes no second one, what looks alike is named."""

import importlib
import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from assessments.reflection.actions import share_reflection
from assessments.reflection.queries import resources
from districts.imports import actions as imports_actions
from districts.imports.people import plan_people
from districts.people import actions as people_actions
from districts.roles.models import Invitation, Role
from people.email_addresses import EmailAddressField, NewEmailAddressField, clean_address
from people.users import User
from tests.factories import (
    PASSWORD,
    appoint,
    join,
    make_district,
    make_edition,
    make_person,
    make_reflection,
    make_team,
)
from tests.worker import work

pytestmark = pytest.mark.django_db

CASES = Path(__file__).parents[1] / "districts" / "cases"
ADDRESS = "zoe@x.example"
# All of these look like the address, or like it in another width.
PASTED = {
    "zero-width space": "zoe@x.example\u200b",
    "in the name": "z\u200boe@x.example",
    "soft hyphen": "zoe@x.exam\u00adple",
    "byte order mark": "\ufeffzoe@x.example",
    "left-to-right mark": "\u200ezoe@x.example",
    "bidi isolate": "\u2068zoe@x.example\u2069",
    "word joiner": "zoe\u2060@x.example",
    "joiner": "zoe@\u200dx.example",
    "grapheme joiner": "zoe@x.\u034fexample",
    "variation selector": "zoe@x.example\ufe0f",
    "tag": "zoe@x.example\U000e0020",
    "Hangul filler": "zoe@x.\u3164example",
    "non-breaking space": "\u00a0zoe@x.example\u00a0",
    "narrow space": "zoe@x.example\u202f",
    "full width": "ｚｏｅ＠ｘ．ｅｘａｍｐｌｅ",
    "capitals": " ZOE@X.Example ",
}
LOOK_ALIKE = {
    "Cyrillic е in the domain": ("zoe@x.еxample", "CYRILLIC SMALL LETTER IE"),
    "Cyrillic о in the name": ("zоe@x.example", "CYRILLIC SMALL LETTER O"),
    "Greek ο": ("zοe@x.example", "GREEK SMALL LETTER OMICRON"),
    "Latin alpha": ("zoe@x.exɑmple", "LATIN SMALL LETTER ALPHA"),
    "dotless i": ("zoe@x.exampleı", "LATIN SMALL LETTER DOTLESS I"),
    "another hyphen": ("zoe@x‐y.example", "HYPHEN"),
    "an accent of its own": ("zoe@x\u0335.example", "COMBINING SHORT STROKE OVERLAY"),
    "braille blank": ("zoe@x.example\u2800", "BRAILLE PATTERN BLANK"),
}
pasted = pytest.mark.parametrize("typed", PASTED.values(), ids=PASTED)
look_alike = pytest.mark.parametrize(("typed", "name"), LOOK_ALIKE.values(), ids=LOOK_ALIKE)


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def administrator(district):
    return appoint(Role.DISTRICT_ADMINISTRATOR, district=district)


@pytest.fixture
def zoe(district):
    return join(make_team(district, name="T"), make_person(email=ADDRESS)).person


@pasted
def test_it_is_cleaned_to_the_address_that_people_see(typed):
    assert clean_address(typed) == EmailAddressField().clean(typed) == NewEmailAddressField().clean(typed) == ADDRESS


@look_alike
def test_what_only_looks_like_it_is_named_with_its_place(typed, name):
    with pytest.raises(ValidationError, match=name) as refused:
        NewEmailAddressField().clean(typed)
    place = next(n for n, letter in enumerate(typed, start=1) if not letter.isascii())
    assert f"Character {place} " in refused.value.messages[0]


@pytest.mark.parametrize("address", ["zoe@commission-scolaire.québec", "zoe@œuvre.example", "z.o+e_1@x.example"])
def test_letters_of_french_stay(address):
    assert NewEmailAddressField().clean(address) == address


def test_an_accent_written_apart_is_the_same_address():
    assert clean_address("zoe@que\u0301bec.example") == "zoe@québec.example"


@pytest.mark.parametrize("typed", ["zoe x@x.example", "zoe\u00a0x@x.example", "zoe@x.example zoe@y.example"])
def test_a_space_within_is_refused(typed):
    with pytest.raises(ValidationError):
        NewEmailAddressField().clean(typed)


def test_a_page_of_accents_is_no_address_and_holds_nobody_up(seconds_of_processor):
    with seconds_of_processor(10):
        clean_address("\u0315\u0300" * 100_000)


# -- every way an address comes in ---------------------------------------------------------------------


@pasted
def test_a_list_makes_no_second_account(district, administrator, zoe, typed):
    text = f"email\tname\tteam\n{typed}\tZoé\tT"
    plan = plan_people(district, text)

    assert [line.change for line in plan.lines] == ["unchanged"]
    said = "invisible" in plan.lines[0].words or ADDRESS in plan.lines[0].words
    assert said == (typed.strip().lower() != ADDRESS)
    imports_actions.import_people(district=district, text=text, shown=plan.fingerprint, by=administrator)
    assert User.objects.filter(email__contains="@").count() == 2


def test_a_list_cleans_the_addresses_of_new_people_and_says_so(district, administrator):
    make_team(district, name="Gull Rock Public School")
    text = CASES.joinpath("04-roster-invisible-in-address.tsv").read_text()
    plan = plan_people(district, text)

    assert [line.change for line in plan.lines] == ["created", "created"]
    assert all("invisible character" in line.words for line in plan.lines)
    imports_actions.import_people(district=district, text=text, shown=plan.fingerprint, by=administrator)
    assert set(User.objects.exclude(pk=administrator.pk).values_list("email", flat=True)) == {
        "zw9@x.example",
        "sh9@x.example",
    }


@look_alike
def test_a_list_names_what_looks_alike(district, zoe, typed, name):
    plan = plan_people(district, f"email\tname\tteam\n{typed}\tZoé\tT")

    assert [line.change for line in plan.lines] == ["refused"]
    assert name in plan.lines[0].words


def test_two_lines_of_a_list_are_one_account(district, zoe):
    plan = plan_people(district, "a@x.example,A,T\na\u200b@x.example,A,T")

    assert [line.change for line in plan.lines] == ["created", "refused"]


@pasted
def test_every_action_finds_the_account(district, administrator, zoe, typed):
    added = people_actions.add_person(district=district, email=typed, name="Z", role=Role.TRUSTEE, by=administrator)
    assert (added.person, added.invitation) == (zoe, None)
    assert User.objects.get_by_natural_key(typed) == zoe
    assert User.objects.draft(typed).email == ADDRESS


@pasted
def test_every_page_finds_the_account(client, district, administrator, zoe, typed):
    client.force_login(appoint(Role.INSTALLATION_ADMINISTRATOR, administrator))
    before = User.objects.count()

    client.post(reverse("districts:person_add", args=[district.slug]), person_form(typed))
    client.post(
        reverse("installation:district", args=[district.slug]),
        {"administrator_email": typed, "administrator_name": "Z"},
    )
    client.post(reverse("installation:person_link"), {"email": typed})
    found = client.get(reverse("districts:person_list", args=[district.slug]), {"q": typed})

    assert User.objects.count() == before
    assert set(zoe.appointments.values_list("role", flat=True)) == {"trustee", "district_administrator"}
    assert Invitation.objects.filter(person=zoe, district=None).exists()
    assert [person.email for person in found.context["page"]] == [ADDRESS]


def person_form(email):
    return {"email": email, "name": "Z", "role": "trustee", "team": "", "part": "member"}


def test_a_page_says_what_it_removed(client, district, administrator):
    client.force_login(administrator)
    address = reverse("districts:person_add", args=[district.slug])

    assert "invisible" in client.post(address, person_form("a\u200b@x.example"), follow=True).content.decode()
    assert "invisible" not in client.post(address, person_form("b@x.example"), follow=True).content.decode()


@look_alike
def test_no_page_makes_an_account_that_only_looks_alike(client, district, administrator, typed, name):
    client.force_login(appoint(Role.INSTALLATION_ADMINISTRATOR, administrator))
    before = User.objects.count()
    answers = [
        client.post(reverse("districts:person_add", args=[district.slug]), person_form(typed)),
        client.post(
            reverse("installation:district", args=[district.slug]),
            {"administrator_email": typed, "administrator_name": "Z"},
        ),
        client.post(
            reverse("admin:people_user_change", args=[administrator.pk]), {"email": typed, "name": "Z", "is_active": 1}
        ),
    ]

    assert all(name in answer.content.decode() for answer in answers)
    assert User.objects.count() == before
    assert not User.objects.filter(email=typed).exists()


@pasted
def test_the_admin_makes_no_second_account(client, district, zoe, typed):
    client.force_login(appoint(Role.INSTALLATION_ADMINISTRATOR))
    other = make_person(email="other@x.example")
    address = reverse("admin:people_user_change", args=[other.pk])

    assert client.post(address, {"email": typed, "name": "O", "is_active": "on"}).status_code == 200
    other.refresh_from_db()
    assert other.email == "other@x.example"
    assert (
        client.post(reverse("admin:people_user_change", args=[zoe.pk]), {"email": typed, "name": "Z"}).status_code
        == 302
    )


@pasted
def test_the_first_administrator_gets_the_address_that_people_see(typed):
    call_command("first_administrator", email=typed, name="Zoé", stdout=io.StringIO())
    assert User.objects.get().email == ADDRESS


@look_alike
def test_the_first_administrator_has_no_address_that_only_looks_alike(typed, name):
    with pytest.raises(CommandError, match=name):
        call_command("first_administrator", email=typed, name="Zoé", stdout=io.StringIO())


@pasted
def test_who_pastes_an_address_signs_in(client, zoe, typed):
    zoe.set_password(PASSWORD)
    zoe.save()
    assert client.post(reverse("account_login"), {"login": typed, "password": PASSWORD}).status_code == 302
    assert client.session["_auth_user_id"] == str(zoe.pk)


@pasted
def test_who_pastes_an_address_gets_a_link_for_a_new_password(client, zoe, typed, settings, mailoutbox):
    settings.EMAIL_URL = "smtp://localhost"
    client.post(reverse("account_reset_password"), {"email": typed})
    work()
    assert [mail.to for mail in mailoutbox] == [[ADDRESS]]


@pasted
def test_a_reflection_is_shared_with_who_is_meant(district, zoe, typed):
    make_edition(resources=1)
    writer = join(make_team(district)).person
    resource = next(iter(resources().values()))
    make_reflection(writer, resource)

    assert share_reflection(resource=resource, email=typed, with_history=False, by=writer).reader == zoe


# -- accounts from before ----------------------------------------------------------------------------------


def test_addresses_from_before_are_cleaned_where_no_other_account_has_them():
    def stored(email):
        person = make_person()
        User.objects.filter(pk=person.pk).update(email=email)
        return person

    alone, first, second, taken, copy = map(
        stored, ["a\u200b@x.example", "b\u00ad@x.example", "b\u200b@x.example", "c@x.example", "c\u200b@x.example"]
    )
    migration = importlib.import_module("people.migrations.0005_clean_addresses")
    migration.clean(apps, SimpleNamespace(connection=connection))

    now = [User.objects.get(pk=person.pk).email for person in (alone, first, second, taken, copy)]
    assert now == ["a@x.example", "b@x.example", "b\u200b@x.example", "c@x.example", "c\u200b@x.example"]
