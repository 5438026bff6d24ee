"""Who sees which administration page, what a bad form answers, and how many queries a list takes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone

from districts import urls
from districts.invitations import actions as invitations_actions
from districts.people import actions as people_actions
from districts.roles.models import Role
from tests.factories import appoint, join, make_district, make_family, make_person, make_school, make_team

pytestmark = pytest.mark.django_db

CONTROL = "a\x00b"


@pytest.fixture
def world():
    """A district with one of everything, and its administrator."""
    district = make_district(name="Nord-Est")
    administrator = appoint(Role.DISTRICT_ADMINISTRATOR, district=district)
    school = make_school(district, name="École L’Été", family=make_family(district))
    membership = join(make_team(district, school))
    invitation = people_actions.add_person(
        district=district, email="new@example.org", name="New", team=membership.team, by=administrator
    ).invitation
    return {
        "district": district,
        "administrator": administrator,
        "school": school,
        "family": school.family,
        "team": membership.team,
        "membership": membership,
        "person": membership.person,
        "appointment": administrator.appointments.get(),
        "invitation": invitation,
    }


THING = {
    "schools": "school",
    "families": "family",
    "teams": "team",
    "memberships": "membership",
    "people": "person",
    "appointments": "appointment",
    "links": "invitation",
}
PAGES = [pattern.name for pattern in urls.urlpatterns]
ONLY_POST = {
    "school_reopen",
    "invitation_mail",
    "invitation_mail_all",
    "invitation_make",
    "invitation_renew",
    "invitation_withdraw",
}


def address(name, world, district=None):
    pattern = next(pattern for pattern in urls.urlpatterns if pattern.name == name)
    slug = (district or world["district"]).slug
    if "<int:pk>" not in str(pattern.pattern):
        return reverse(f"districts:{name}", args=[slug])
    return reverse(f"districts:{name}", args=[slug, world[THING[str(pattern.pattern).split("/")[0]]].pk])


def ask(client, name, where):
    return client.post(where) if name in ONLY_POST else client.get(where)


@pytest.mark.parametrize("name", PAGES)
def test_page_opens_to_its_administrator_alone(client, world, name):
    where = address(name, world)
    stranger = appoint(Role.DISTRICT_ADMINISTRATOR, district=make_district())
    answers = {}
    for who, person in (("stranger", stranger), ("member", world["person"]), ("own", world["administrator"])):
        client.force_login(person)
        answers[who] = ask(client, name, where).status_code
    client.logout()

    assert ask(client, name, where).status_code == 302
    assert (answers["stranger"], answers["member"]) == (404, 403)
    assert answers["own"] == (302 if name in ONLY_POST else 200)


@pytest.mark.parametrize(
    "name", [name for name in PAGES if "<int:pk>" in str(next(p for p in urls.urlpatterns if p.name == name).pattern)]
)
def test_things_of_another_district_are_not_found_under_ones_own(client, world, name):
    other = make_district()
    client.force_login(appoint(Role.DISTRICT_ADMINISTRATOR, district=other))

    assert ask(client, name, address(name, world, other)).status_code == 404


def test_superintendent_of_the_district_is_not_its_administrator(client, world):
    client.force_login(appoint(Role.SUPERINTENDENT, district=world["district"]))

    assert client.get(address("administration", world)).status_code == 403


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("school_add", {"name": CONTROL, "level": "elementary", "language": "en"}),
        ("school_add", {"name": "x" * 10_000, "level": "elementary", "language": "en"}),
        ("school_add", {"name": "ÉCOLE L’ÉTÉ".replace("É", "É"), "level": "nonsense", "language": "en"}),
        ("school_change", {"name": "", "level": "elementary", "language": "en"}),
        ("school_close", {"last_day": "yesterday"}),
        ("school_close", {"last_day": "2026-01-01", "successor": "99999999999999999999999"}),
        ("family_list", {"name": CONTROL}),
        ("family_change", {"name": " "}),
        ("team_add", {"name": CONTROL}),
        ("team_add", {"name": "T", "school": "nonsense"}),
        ("team_join", {"person": "0", "part": "member"}),
        ("membership_change", {"part": "king"}),
        ("person_add", {"email": "nobody", "name": "N"}),
        ("person_add", {"email": "a@example.org", "name": CONTROL, "role": "trustee"}),
        ("person_add", {"email": "a@example.org", "name": "N"}),
        ("person_add", {"email": "a@example.org", "name": "N", "role": "installation_administrator"}),
        ("person_add", {"email": "a@example.org", "name": "N", "role": "principal"}),
        ("person_change", {"name": "two\nlines"}),
        ("appointment_add", {"role": "principal"}),
        ("district_settings", {"name": "N", "time_zone": "Mars/Base", "threshold": "5", "retention_months": "12"}),
        ("district_settings", {"name": "N", "time_zone": "UTC", "threshold": "4", "retention_months": "12"}),
        ("district_settings", {"name": "N", "time_zone": "UTC", "threshold": "9" * 30, "retention_months": "12"}),
        ("notice_change", {"title": "T", "text": CONTROL, "language": "en", "publish": "1"}),
    ],
)
def test_bad_form_answers_422_in_words_and_keeps_what_was_typed(client, world, name, typed):
    client.force_login(world["administrator"])

    response = client.post(address(name, world), typed)

    page = response.content.decode()
    assert response.status_code == 422
    assert "error-summary" in page
    assert 'aria-invalid="true"' in page


@pytest.mark.parametrize(
    "name", ["مدرسة النور", "<script>alert(1)</script>", "'; DROP TABLE districts_school; --", "Ze\u0301 🏫 ‏אב"]
)
def test_text_of_any_script_survives(client, world, name):
    client.force_login(world["administrator"])

    response = client.post(
        address("school_add", world), {"name": name, "level": "elementary", "language": "en"}, follow=True
    )

    assert response.status_code == 200
    assert world["district"].schools.filter(name=name).exists()
    assert "<script>alert" not in response.content.decode()


def test_name_taken_is_said_beside_the_field(client, world):
    client.force_login(world["administrator"])

    response = client.post(
        address("school_add", world), {"name": world["school"].name, "level": "elementary", "language": "en"}
    )

    assert response.status_code == 422
    assert "There is one with this name already" in response.content.decode()


def test_unknown_and_huge_ids_are_not_found(client, world):
    client.force_login(world["administrator"])
    slug = world["district"].slug

    for pk in (999_999, 10**30):
        for name in ("school_change", "team_detail", "person_detail", "invitation_detail", "membership_end"):
            assert client.get(reverse(f"districts:{name}", args=[slug, pk])).status_code == 404


def test_school_is_closed_and_opened_again_by_its_pages(client, world):
    client.force_login(world["administrator"])
    client.post(address("school_close", world), {"last_day": "2026-06-30"})
    world["school"].refresh_from_db()
    closed_on = world["school"].closed_on

    client.post(address("school_reopen", world))

    world["school"].refresh_from_db()
    assert (str(closed_on), world["school"].closed_on) == ("2026-06-30", None)


def test_asking_to_leave_changes_nothing_and_saying_yes_does(client, world):
    client.force_login(world["administrator"])
    client.get(address("membership_end", world))
    before = world["team"].memberships.current().count()

    client.post(address("membership_end", world))

    assert (before, world["team"].memberships.current().count()) == (2, 1)


def test_second_yes_answers_409_with_words(client, world):
    client.force_login(world["administrator"])
    client.post(address("membership_end", world))

    assert client.post(address("membership_end", world)).status_code == 409


def test_who_left_a_team_is_added_again_from_its_page(client, world):
    client.force_login(world["administrator"])
    client.post(address("membership_end", world))

    client.post(address("team_join", world), {"person": world["person"].pk, "part": "facilitator"})

    assert world["team"].memberships.current().get(person=world["person"]).facilitates


def test_threshold_is_never_below_what_the_installation_allows(client, world, settings):
    settings.LOWEST_THRESHOLD = 3
    client.force_login(world["administrator"])

    response = client.post(
        address("district_settings", world),
        {"name": "N", "time_zone": "America/Halifax", "threshold": "3", "retention_months": "12"},
    )

    world["district"].refresh_from_db()
    assert (response.status_code, world["district"].threshold) == (302, 3)


def test_notice_is_read_before_it_is_published(client, world):
    client.force_login(world["administrator"])
    typed = {"title": "Avis", "text": "Pourquoi.\n\nQui lit.", "language": "fr"}

    seen = client.post(address("notice_change", world), typed | {"preview": "1"})
    before = world["district"].notice.title
    client.post(address("notice_change", world), typed | {"publish": "1"})

    world["district"].refresh_from_db()
    assert (seen.status_code, before) == (200, "Notice")
    assert "<p>Qui lit.</p>" in seen.content.decode()
    assert world["district"].notice.title == "Avis"


def test_name_is_the_owners_once_there_is_a_password(client, world):
    client.force_login(world["administrator"])
    before = world["person"].name

    client.post(address("person_change", world), {"name": "Other"})

    world["person"].refresh_from_db()
    assert world["person"].name == before


@pytest.mark.parametrize(
    "name",
    ["school_list", "family_list", "team_list", "team_detail", "person_list", "person_detail", "invitation_list"],
)
def test_list_takes_the_same_queries_for_one_row_and_for_three(client, world, name):
    client.force_login(world["administrator"])
    appoint(Role.PRINCIPAL, world["person"], world["district"], world["school"])
    counts = []
    for _round in range(2):
        client.get(address(name, world))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(name, world)).status_code == 200
        counts.append(len(queries))
        for _ in range(2):
            family = make_family(world["district"])
            school = make_school(world["district"], family=family, successor=world["school"])
            membership = join(make_team(world["district"], school), facilitates=True)
            join(world["team"])
            join(membership.team, world["person"])
            appoint(Role.PRINCIPAL, world["person"], world["district"], school)
            people_actions.add_person(
                district=world["district"],
                email=f"{name}-{school.pk}@example.org",
                name="N",
                team=world["team"],
                by=world["administrator"],
            )
    assert counts[0] == counts[1]
    assert counts[0] <= 18


def test_people_who_left_are_listed_apart(client, world):
    client.force_login(world["administrator"])
    client.post(address("person_leave", world))
    where = address("person_list", world)

    assert world["person"].email not in client.get(where).content.decode()
    assert world["person"].email in client.get(where + "?left=1").content.decode()


def test_search_takes_anything(client, world):
    client.force_login(world["administrator"])

    for typed in ("\x00", "%", "É" * 5_000, "'"):
        for name in ("school_list", "team_list", "person_list"):
            assert client.get(address(name, world), {"q": typed, "page": "x"}).status_code == 200


def test_installation_pages_open_to_its_administrators_alone(client, world):
    installer = appoint(Role.INSTALLATION_ADMINISTRATOR)
    pages = [reverse(f"installation:{name}") for name in ("districts", "found", "person_link")]
    pages.append(reverse("installation:district", args=[world["district"].slug]))

    client.force_login(world["administrator"])
    assert {client.get(page).status_code for page in pages} == {403}
    client.force_login(installer)
    assert {client.get(page).status_code for page in pages} == {200}
    assert client.get(address("administration", world)).status_code == 404


def test_installation_administrator_founds_a_district_and_copies_the_link(client):
    client.force_login(appoint(Role.INSTALLATION_ADMINISTRATOR))
    typed = {"name": "Sud", "slug": "sud", "time_zone": "America/Halifax"}
    person = {"administrator_email": "s@example.org", "administrator_name": "S"}

    response = client.post(reverse("installation:found"), typed | person, follow=True)
    again = client.post(reverse("installation:found"), typed | person)

    assert "/join/" in response.content.decode()
    assert again.status_code == 422


def test_installation_administrator_makes_a_link_for_anyone(client, world):
    client.force_login(appoint(Role.INSTALLATION_ADMINISTRATOR))
    editor = appoint(Role.FRAMEWORK_EDITOR)
    where = reverse("installation:person_link")

    response = client.post(where, {"email": editor.email.upper()})

    invitation = editor.invitations.get()
    assert response.url == reverse("installation:link", args=[invitation.pk])
    assert invitations_actions.good_invitation(invitation.token) == invitation
    assert client.post(where, {"email": "nobody@example.org"}).status_code == 422


def test_administrator_cannot_open_a_link_made_for_the_installation(client, world):
    invitation = invitations_actions.invite(person=make_person(), district=None, by=None)
    client.force_login(world["administrator"])

    where = reverse("districts:invitation_detail", args=[world["district"].slug, invitation.pk])
    assert client.get(where).status_code == 404


def test_every_address_of_the_administration_is_walked_here():
    assert len(PAGES) == len(set(PAGES)) == len(get_resolver("districts.urls").url_patterns)


def test_who_left_is_added_again_from_their_page(client, world):
    client.force_login(world["administrator"])
    client.post(address("person_leave", world))
    page = client.get(address("person_detail", world)).content.decode()

    form = client.get(address("person_add", world), {"email": world["person"].email, "name": "N\x00"})

    assert "Add them again" in page
    assert world["person"].email in form.content.decode()


def test_clock_of_one_district_does_not_reach_the_next_request(client, world):
    world["district"].time_zone = "America/Vancouver"
    world["district"].save()
    client.force_login(world["administrator"])

    client.get(address("administration", world))
    client.get(reverse("me"))

    assert timezone.get_current_timezone_name() == "UTC"
