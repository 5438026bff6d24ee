"""Links: whom they let in, how often, and who may make them."""

import datetime
import re

import pytest
from auditlog.models import LogEntry
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from districts.appointments import actions as appointments_actions
from districts.invitations import actions as invitations_actions
from districts.invitations.errors import LinkNotGood, LinkNotYours, NotTheirLink
from districts.people import actions as people_actions
from districts.roles.errors import HasLeft
from districts.roles.models import Invitation, Role
from people.users import User
from tests.factories import appoint, join, make_district, make_person, make_school, make_team
from tests.worker import work

pytestmark = pytest.mark.django_db

NEW = "correct horse battery"


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def administrator(district):
    return appoint(Role.DISTRICT_ADMINISTRATOR, district=district)


def add(district, by, email="new@example.org", **given):
    given = given or {"team": make_team(district)}
    return people_actions.add_person(district=district, email=email, name="New Person", by=by, **given)


def open_link(client, invitation, **typed):
    return client.post(reverse("join", args=[invitation.token]), {"new_password1": NEW, "new_password2": NEW, **typed})


def test_link_sets_the_password_and_signs_in(client, district, administrator):
    invitation = add(district, administrator).invitation

    response = open_link(client, invitation, name="Zoë Ó Briain")

    person = User.objects.get(email="new@example.org")
    assert response.status_code == 302
    assert int(client.session["_auth_user_id"]) == person.pk
    assert person.check_password(NEW)
    assert person.name == "Zoë Ó Briain"


@pytest.mark.parametrize("way", ["end_appointment", "leave_district"])
def test_links_of_a_former_administrator_open_nothing(client, district, administrator, way):
    other = appoint(Role.DISTRICT_ADMINISTRATOR, district=district)
    theirs = [add(district, other, email=f"{n}@example.org").invitation for n in range(3)]
    member = join(make_team(district)).person
    reset = invitations_actions.invite(person=member, district=district, by=other)
    own = invitations_actions.invite(person=other, district=district, by=other)
    kept = add(district, administrator, email="kept@example.org").invitation
    elsewhere = add(make_district(), other, email="elsewhere@example.org").invitation
    client.force_login(administrator)
    held = other.appointments.get()
    page = client.get(reverse("districts:appointment_end", args=[district.slug, held.pk])).content.decode()

    if way == "end_appointment":
        appointments_actions.end_appointment(appointment=held, by=administrator)
    else:
        people_actions.leave_district(person=other, district=district, by=administrator)

    assert "4 links that" in page
    assert [invitations_actions.good_invitation(link.token) for link in (*theirs, reset)] == [None] * 4
    assert invitations_actions.good_invitation(kept.token) == kept
    assert invitations_actions.good_invitation(elsewhere.token) == elsewhere
    assert Invitation.objects.open().filter(pk=own.pk).exists() == (way == "end_appointment")
    entry = LogEntry.objects.get_for_object(theirs[0]).get(action=LogEntry.Action.UPDATE)
    assert (list(entry.changes), entry.actor) == (["withdrawn_at"], administrator)
    people = client.get(reverse("districts:person_list", args=[district.slug]))
    assert people.content.decode().count("has neither password nor link") == 3


def test_links_stay_good_while_their_maker_still_administers(district, administrator):
    other = appoint(Role.DISTRICT_ADMINISTRATOR, district=district)
    trustee = appointments_actions.appoint(person=other, role=Role.TRUSTEE, district=district, by=administrator)
    link = add(district, other).invitation

    appointments_actions.end_appointment(appointment=trustee, by=administrator)

    assert invitations_actions.good_invitation(link.token) == link


def test_link_works_once(client, district, administrator):
    invitation = add(district, administrator).invitation
    open_link(client, invitation, name="A")

    response = open_link(Client(), invitation, name="B")

    assert response.status_code == 410
    with pytest.raises(LinkNotGood):
        invitations_actions.accept_invitation(token=invitation.token, password="another password")


def test_expired_link_is_gone(client, district, administrator):
    invitation = add(district, administrator).invitation
    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))

    assert client.get(reverse("join", args=[invitation.token])).status_code == 410


def test_withdrawn_link_is_gone(client, district, administrator):
    invitation = add(district, administrator).invitation

    invitations_actions.withdraw_invitation(invitation=invitation, by=administrator)

    assert client.get(reverse("join", args=[invitation.token])).status_code == 410


def test_tampered_and_invented_links_answer_like_used_ones(client, district, administrator):
    token = add(district, administrator).invitation.token
    used = invitations_actions.accept_invitation(token=token, password=NEW)
    pages = [
        client.get(reverse("join", args=[address])) for address in (token, token[:-1] + "x", "nonsense", "é:%:\x01")
    ]

    assert used.has_usable_password()
    assert [page.status_code for page in pages] == [410] * 4
    bodies = {page.content.split(b"<main")[1] for page in pages}
    assert len(bodies) == 1


def test_newer_link_ends_the_older(district, administrator):
    older = add(district, administrator).invitation

    newer = invitations_actions.renew_invitation(invitation=older, by=administrator)

    assert invitations_actions.good_invitation(older.token) is None
    assert invitations_actions.good_invitation(newer.token) == newer


def test_who_is_added_to_a_team_rates_in_it_and_facilitates_only_where_it_is_said(district, administrator):
    team = make_team(district)

    for number, given in enumerate(({}, {"facilitates": True}, {"rates": False})):
        add(district, administrator, email=f"{number}@example.org", team=team, **given)

    held = team.memberships.order_by("person__email").values_list("facilitates", "rates")
    assert list(held) == [(False, True), (True, True), (False, False)]


def test_only_the_link_for_the_first_sign_in_takes_a_name_and_none_takes_it_away(district, administrator):
    person = join(make_team(district), make_person(name="Zoë Ó Briain")).person
    known = invitations_actions.invite(person=person, district=district, by=administrator)
    new = add(district, administrator).invitation

    assert (
        invitations_actions.accept_invitation(token=known.token, password=NEW, name="Somebody Else").name
        == "Zoë Ó Briain"
    )
    assert invitations_actions.accept_invitation(token=new.token, password=NEW).name == "New Person"


def test_second_team_makes_no_second_link(district, administrator):
    first = add(district, administrator).invitation

    assert add(district, administrator).invitation == first


def test_link_for_somebody_with_a_password_is_for_a_new_password(district, administrator):
    person = join(make_team(district)).person

    invitation = invitations_actions.invite(person=person, district=district, by=administrator)

    assert invitation.purpose == Invitation.Purpose.RESET


def test_administrator_makes_no_link_for_a_person_with_a_role_of_the_installation(district, administrator):
    person = join(make_team(district)).person
    appoint(Role.FRAMEWORK_EDITOR, person)

    with pytest.raises(LinkNotYours):
        invitations_actions.invite(person=person, district=district, by=administrator)


@pytest.mark.parametrize("ended", [None, timezone.now()])
def test_administrator_makes_no_link_for_somebody_of_another_district_now_or_before(district, administrator, ended):
    person = join(make_team(district)).person
    join(make_team(make_district()), person, ends_at=ended)

    with pytest.raises(LinkNotYours):
        invitations_actions.invite(person=person, district=district, by=administrator)


def test_administrator_makes_no_link_for_somebody_who_left(district, administrator):
    person = join(make_team(district)).person
    people_actions.leave_district(person=person, district=district, by=administrator)

    with pytest.raises(HasLeft):
        invitations_actions.invite(person=person, district=district, by=administrator)


def test_link_dies_when_the_account_comes_to_open_more_than_the_district(client, district, administrator):
    invitation = add(district, administrator).invitation
    appoint(Role.INSTALLATION_ADMINISTRATOR, invitation.person)

    assert open_link(client, invitation, name="A").status_code == 410


def test_refused_link_is_a_page_that_says_what_to_do(client, district, administrator):
    person = join(make_team(district)).person
    appoint(Role.INSTALLATION_ADMINISTRATOR, person)
    client.force_login(administrator)

    response = client.post(reverse("districts:invitation_make", args=[district.slug, person.pk]))

    assert response.status_code == 409
    assert "administrator of the installation" in response.content.decode()


def test_account_of_elsewhere_is_asked_and_nothing_begins_before_it_accepts(district, administrator):
    elsewhere = join(make_team(make_district()), make_person(name="Secret Name")).person
    team = make_team(district)

    added = add(district, administrator, email=elsewhere.email.upper(), team=team)

    assert (added.asked, added.invitation.purpose) == (True, Invitation.Purpose.JOIN)
    assert not team.memberships.exists()


def test_name_of_an_account_of_elsewhere_stays_unseen_until_it_accepts(client, district, administrator):
    elsewhere = join(make_team(make_district()), make_person(name="Secret Name")).person
    invitation = add(district, administrator, email=elsewhere.email).invitation
    client.force_login(administrator)
    pages = [
        client.get(reverse("districts:invitation_list", args=[district.slug])),
        client.get(reverse("districts:invitation_detail", args=[district.slug, invitation.pk])),
        client.get(reverse("districts:person_list", args=[district.slug])),
        client.get(reverse("districts:person_list", args=[district.slug]) + "?q=Secret"),
        client.get(reverse("join", args=[invitation.token])),
    ]

    assert [page.status_code for page in pages] == [200] * 5
    assert not any("Secret Name" in page.content.decode() for page in pages)
    assert client.get(reverse("districts:person_detail", args=[district.slug, elsewhere.pk])).status_code == 404


def test_account_of_elsewhere_joins_by_its_own_yes_and_keeps_name_and_password(client, district, administrator):
    elsewhere = join(make_team(make_district()), make_person(name="Own Name")).person
    team = make_team(district)
    invitation = add(district, administrator, email=elsewhere.email, team=team, facilitates=True).invitation
    before = elsewhere.password
    client.force_login(elsewhere)

    response = client.post(reverse("join", args=[invitation.token]))

    elsewhere.refresh_from_db()
    assert response.status_code == 302
    assert team.memberships.current().get().facilitates
    assert (elsewhere.name, elsewhere.password) == ("Own Name", before)
    assert client.get(reverse("join", args=[invitation.token])).status_code == 410


@pytest.mark.parametrize(("days", "is_withdrawn"), [(0, True), (60, False)])
def test_a_newer_link_to_join_offers_the_same_and_ends_the_older_where_it_is_still_good(
    district, administrator, time_machine, days, is_withdrawn
):
    elsewhere = join(make_team(make_district())).person
    older = add(district, administrator, email=elsewhere.email).invitation
    time_machine.move_to(timezone.now() + datetime.timedelta(days=days))

    newer = invitations_actions.renew_invitation(invitation=older, by=administrator)

    older = Invitation.objects.get(pk=older.pk)
    assert (newer.purpose, newer.gives, newer.is_open) == (older.purpose, older.gives, True)
    assert (older.withdrawn_at is not None, older.is_open) == (is_withdrawn, False)


def test_joining_is_for_the_owner_of_the_account(client, district, administrator):
    elsewhere = join(make_team(make_district())).person
    invitation = add(district, administrator, email=elsewhere.email).invitation

    with pytest.raises(NotTheirLink):
        invitations_actions.accept_joining(token=invitation.token, by=administrator)
    assert client.post(reverse("join", args=[invitation.token])).status_code == 200


def test_link_to_join_sets_no_password(district, administrator):
    elsewhere = join(make_team(make_district())).person
    invitation = add(district, administrator, email=elsewhere.email).invitation

    with pytest.raises(LinkNotGood):
        invitations_actions.accept_invitation(token=invitation.token, password=NEW)


def test_every_link_is_in_the_audit_history_without_its_secret(client, district, administrator):
    client.force_login(administrator)
    person = join(make_team(district)).person

    client.post(reverse("districts:invitation_make", args=[district.slug, person.pk]))

    entry = LogEntry.objects.get_for_object(Invitation.objects.get())[0]
    assert entry.actor == administrator
    assert "nonce" not in entry.changes


def test_person_is_told_whose_link_set_the_password(client, district, administrator):
    person = join(make_team(district)).person
    invitation = invitations_actions.invite(person=person, district=district, by=administrator)
    open_link(client, invitation)
    other = Client()
    signed_in = other.post(reverse("account_login"), {"login": person.email, "password": NEW})
    pages = other.get(reverse("me")).content.decode()

    assert signed_in.status_code == 302
    assert pages.count(f"made by {administrator.name}") == 2  # the message once, the account page for good
    assert other.get(reverse("me")).content.decode().count(f"made by {administrator.name}") == 1


def test_link_is_mailed_only_where_mail_is_set_up(settings, district, administrator):
    given = {"team": make_team(district), "by": administrator, "base_url": "http://x/"}
    people_actions.add_person(district=district, email="a@example.org", name="A", **given)
    settings.EMAIL_URL = "smtp://localhost"
    added = people_actions.add_person(district=district, email="b@example.org", name="B", **given)

    work()

    assert [message.to for message in mail.outbox] == [["b@example.org"]]
    token = re.search(r"http://x/join/(\S+)/", mail.outbox[0].body)[1]
    assert Invitation.objects.for_token(token) == added.invitation


def test_weak_or_unequal_passwords_are_refused_beside_the_field(client, district, administrator):
    invitation = add(district, administrator).invitation

    for typed in ({"new_password1": "short", "new_password2": "short"}, {"new_password1": NEW, "new_password2": "x"}):
        response = open_link(client, invitation, name="N", **typed)
        assert response.status_code == 422
    assert invitations_actions.good_invitation(invitation.token)


def test_link_of_a_closed_account_is_gone(client, district, administrator):
    invitation = add(district, administrator).invitation
    User.objects.filter(pk=invitation.person_id).update(is_active=False)

    assert client.get(reverse("join", args=[invitation.token])).status_code == 410


def test_principal_added_from_a_school_is_principal_of_it(district, administrator):
    school = make_school(district)

    person = add(district, administrator, role=Role.PRINCIPAL, school=school).person

    assert person.appointments.current().get().school == school
