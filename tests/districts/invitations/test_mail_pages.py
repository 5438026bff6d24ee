"""How far a link's mail has come, where it matters; and sending once more what could not be sent."""

import datetime
import re
from types import SimpleNamespace

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from districts.invitations import actions as invitations_actions
from districts.invitations.tasks import invitation_tasks
from districts.people import actions as people_actions
from districts.roles.models import Invitation, Role
from districts.roles.roles_held import RolesHeld
from people.mail import sending
from people.mail.models import Mail
from tests.factories import appoint, make_district, make_mail, make_team
from tests.worker import work

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def here(client, settings, time_machine):
    time_machine.move_to(NOON, tick=False)
    settings.EMAIL_URL = "smtp://localhost"
    district = make_district()
    by = appoint(Role.DISTRICT_ADMINISTRATOR, district=district)
    client.force_login(by)
    added = people_actions.add_person(
        district=district,
        email="new@example.org",
        name="New",
        team=make_team(district),
        by=by,
        base_url="https://x.example/",
    )
    return SimpleNamespace(district=district, by=by, person=added.person, link=added.invitation)


def words_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


def pages(client, here):
    slug = here.district.slug
    return {
        "list": words_of(client.get(reverse("districts:invitation_list", args=[slug]))),
        "link": words_of(client.get(reverse("districts:invitation_detail", args=[slug, here.link.pk]))),
        "person": words_of(client.get(reverse("districts:person_detail", args=[slug, here.person.pk]))),
    }


SENTENCES = [
    ({}, "Being mailed to new@example.org."),
    (
        {"due_at": NOON - 5 * MINUTE, "asked_at": NOON - 5 * MINUTE},
        "Has waited 5 minutes to be mailed to new@example.org. If this goes on, ask whoever runs the server whether "
        "the task worker runs.",
    ),
    (
        {"due_at": NOON + 4 * MINUTE, "attempts": 3, "problem": "no_answer"},
        "Not mailed yet to new@example.org: the mail server does not answer. It is tried again at 07:04.",
    ),
    ({"due_at": None, "sent_at": NOON}, "Mailed to new@example.org just now."),
    ({"due_at": None, "sent_at": NOON - 3 * MINUTE}, "Mailed to new@example.org 3 minutes ago."),
    (
        {"due_at": None, "failed_at": NOON, "problem": "address", "reply_code": 550},
        "Could not be mailed to new@example.org: the mail server does not take mail for this address. "
        "(The server’s code: 550.)",
    ),
]


@pytest.mark.parametrize(("state", "sentence"), SENTENCES)
def test_pages_say_how_far_the_mail_is_and_nothing_else(client, here, state, sentence):
    Mail.objects.update(**state)

    said = pages(client, here)

    others = {other for _state, other in SENTENCES} - {sentence}
    assert [sentence in words.replace("\xa0", " ") for words in said.values()] == [True] * 3
    assert not [words for words in said.values() if any(other in words for other in others)]


def test_a_link_that_was_never_mailed_says_nothing_of_mail(client, here, settings):
    Invitation.objects.update(mail=None)
    settings.EMAIL_URL = ""

    assert not any("ailed" in words for words in pages(client, here).values())


def test_list_of_people_says_whose_link_could_not_be_mailed(client, here):
    address = reverse("districts:person_list", args=[here.district.slug])
    before = words_of(client.get(address))
    Mail.objects.update(due_at=None, failed_at=NOON)

    after = words_of(client.get(address))

    words = "has a link that could not be mailed"
    assert (words in before, words in after) == (False, True)


def given_up(here, count, district=None):
    """So many people with links whose mail was given up."""
    for number in range(count):
        added = people_actions.add_person(
            district=district or here.district,
            email=f"{number}-{(district or here.district).pk}@example.org",
            name="N",
            role=Role.TRUSTEE,
            by=here.by,
        )
        added.invitation.mail = make_mail(added.person, failed=True)
        added.invitation.save()


def test_all_that_could_not_be_mailed_is_mailed_again_and_nothing_of_another_district(client, here):
    given_up(here, 3)
    given_up(here, 2, district=make_district())
    address = reverse("districts:invitation_list", args=[here.district.slug])

    before = words_of(client.get(address))
    response = client.post(reverse("districts:invitation_mail_all", args=[here.district.slug]), follow=True)
    work()

    assert "3 links could not be mailed" in before
    assert "3 links are being mailed." in words_of(response)
    assert len(mail.outbox) == 4  # with the one that waited
    assert Mail.objects.failed().count() == 2


def test_list_shows_only_what_could_not_be_mailed_where_that_is_asked(client, here):
    given_up(here, 1)
    address = reverse("districts:invitation_list", args=[here.district.slug])

    shown = words_of(client.get(address, {"mail": "failed"}))

    assert ("new@example.org" in shown, f"0-{here.district.pk}@example.org" in shown) == (False, True)


def test_one_link_is_mailed_again_and_twice_at_once_is_once(client, here):
    Mail.objects.update(due_at=None, failed_at=NOON, problem="address", attempts=4)
    address = reverse("districts:invitation_mail", args=[here.district.slug, here.link.pk])

    for _ in range(2):
        client.post(address)
    work()

    again = Mail.objects.get()
    assert [message.to for message in mail.outbox] == [["new@example.org"]]
    assert (again.state, again.problem) == (Mail.State.SENT, "")
    assert f"http://testserver/join/{here.link.token}/" in mail.outbox[0].body


def test_a_link_that_a_worker_is_just_sending_is_not_taken_by_another(client, here):
    sending.claim()

    client.post(reverse("districts:invitation_mail", args=[here.district.slug, here.link.pk]))
    work()

    assert mail.outbox == []


def test_a_link_made_without_mail_can_be_mailed_later(client, here):
    Mail.objects.all().delete()

    client.post(reverse("districts:invitation_mail", args=[here.district.slug, here.link.pk]))
    work()

    assert [message.to for message in mail.outbox] == [["new@example.org"]]


def test_a_link_that_opens_nothing_any_more_is_not_mailed(client, here):
    invitations_actions.withdraw_invitation(invitation=here.link, by=here.by)

    response = client.post(reverse("districts:invitation_mail", args=[here.district.slug, here.link.pk]))

    assert response.status_code == 409


def test_my_work_tells_administrators_and_nobody_else(here):
    assert invitation_tasks(here.by, RolesHeld(here.by)) == []
    given_up(here, 2)

    (task,) = invitation_tasks(here.by, RolesHeld(here.by))

    assert task.words.startswith("2 links could not be mailed.")
    for other in (
        appoint(Role.DISTRICT_ADMINISTRATOR, district=make_district()),
        appoint(Role.SUPERINTENDENT, district=here.district),
    ):
        assert invitation_tasks(other, RolesHeld(other)) == []


def test_the_installation_sees_what_was_given_up_and_sends_one_or_all_again(client, here):
    client.force_login(appoint(Role.INSTALLATION_ADMINISTRATOR))
    given_up(here, 3)
    one = Mail.objects.failed().first()

    listed = words_of(client.get(reverse("installation:mail_list")))
    counted = words_of(client.get(reverse("installation:districts")))
    client.post(reverse("installation:mail_again"), {"mail": one.pk})
    after_one = Mail.objects.failed().count()
    client.post(reverse("installation:mail_again"))

    assert listed.count("The mail server does not take mail for this address") == 3
    assert "3 mails not sent" in counted
    assert (after_one, Mail.objects.failed().count()) == (2, 0)


def test_a_mail_that_is_not_named_rightly_sends_none(client, here):
    client.force_login(appoint(Role.INSTALLATION_ADMINISTRATOR))
    given_up(here, 1)

    client.post(reverse("installation:mail_again"), {"mail": "nonsense"})

    assert Mail.objects.failed().count() == 1


def test_when_somebody_is_gone_their_mails_are_too(here):
    here.person.delete()

    assert not Mail.objects.exists()
    assert timezone.now() == NOON
