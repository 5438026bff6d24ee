"""Links with which a person sets a password or joins: made, withdrawn, used once."""

from typing import Any, cast

from django.db import transaction
from django.utils.translation import gettext as _

from districts.appointments.closing import close
from districts.roles.errors import HasLeft
from districts.roles.locks import lock_district, lock_person
from districts.roles.models import Invitation
from districts.roles.people_queries import may_open, people_of, reaches_beyond
from districts.structure.models import District
from people.access.models import AccessChange
from people.access.sealing import seal_private
from people.access.tokens import end_tokens_of
from people.accounts import may_sign_in
from people.mail.models import Mail
from people.mail.queue import draft_mail, post, post_again
from people.users import User

from .errors import LinkNotGood, LinkNotYours, NotTheirLink
from .steps import apply_grants, make, record_invitation_change, use


@transaction.atomic
def invite(*, person: User, district: District | None, by: User | None, base_url: str = "") -> Invitation:
    """Make a link with which a person sets a password: the first one, or a new one; older links of theirs end.

    Without a district it is an administrator of the installation who answers for it.
    """
    person = lock_person(person)
    if district is not None:
        refuse_link_of_district(person, district)
    purpose = Invitation.Purpose.RESET if person.has_usable_password() else Invitation.Purpose.WELCOME
    for older in Invitation.objects.open().filter(person=person).exclude(purpose=Invitation.Purpose.JOIN):
        close(older)
    record_invitation_change("link_made", district, by=by, person=str(person))
    return make(person=person, district=district, purpose=purpose, by=by, base_url=base_url)


reset_link = invite  # The same rule under the name people ask for it by: what it does follows from the account.


@transaction.atomic
def ask_to_join(
    *, person: User, district: District, gives: dict[str, Any], by: User | None, base_url: str = ""
) -> Invitation:
    lock_person(person)
    for older in Invitation.objects.open().filter(
        person=person, district=district, purpose=Invitation.Purpose.JOIN, gives=gives
    ):
        close(older)
    record_invitation_change(
        "asked_to_join", district, by=by, person=person.email
    )  # whose name is not the district's to know yet
    return make(
        person=person, district=district, purpose=Invitation.Purpose.JOIN, by=by, base_url=base_url, gives=gives
    )


def refuse_link_of_district(person: User, district: District) -> None:
    """Raise if the account opens anything beyond the district, or its person has left."""
    if reaches_beyond(person, district):
        raise LinkNotYours
    if not people_of(district).filter(pk=person.pk).exists():
        raise HasLeft


@transaction.atomic
def mail_again(*, invitation: Invitation, by: User, base_url: str) -> None:
    """Mail a link for the first time or again; one that is being mailed already is not mailed twice."""
    lock_person(invitation.person)
    invitation.refresh_from_db()
    if not invitation.is_open:
        raise LinkNotGood
    if invitation.mail_id:
        post_again(Mail.objects.filter(pk=invitation.mail_id), base_url=base_url, address=invitation.person.email)
        return
    invitation.mail = draft_mail(Mail.Kind.LINK, person=invitation.person, base_url=base_url)
    post(invitation.mail)
    invitation.save(update_fields=["mail"])


@transaction.atomic
def mail_all_again(*, district: District, by: User, base_url: str) -> int:
    links = Invitation.objects.open().not_mailed().filter(district=district)
    return post_again(Mail.objects.failed().filter(pk__in=links.values("mail")), base_url=base_url)


@transaction.atomic
def send_given_up_again(*, by: User, mail: int | None = None) -> int:
    """Mail again what failed in the installation, one mail by its key or all; return how many."""
    given_up = Mail.objects.failed()
    return post_again(given_up.filter(pk=mail) if mail else given_up)


@transaction.atomic
def renew_invitation(*, invitation: Invitation, by: User, base_url: str = "") -> Invitation:
    if invitation.purpose == Invitation.Purpose.JOIN:
        district = cast(District, invitation.district)  # none joins the installation
        return ask_to_join(
            person=invitation.person, district=district, gives=invitation.gives, by=by, base_url=base_url
        )
    return invite(person=invitation.person, district=invitation.district, by=by, base_url=base_url)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> Invitation:
    lock_person(invitation.person)
    invitation.refresh_from_db()
    if not invitation.is_open:
        return invitation
    is_known = invitation.purpose != Invitation.Purpose.JOIN
    person = str(invitation.person) if is_known else invitation.person.email
    record_invitation_change("link_withdrawn", invitation.district, by=by, person=person)
    return close(invitation)


def good_invitation(token: str) -> Invitation | None:
    """The invitation of a link; None if used, withdrawn, expired, invented, or no longer the district's to give."""
    invitation = Invitation.objects.for_token(token)
    if invitation is None or not may_sign_in(invitation.person):
        return None
    if invitation.purpose == Invitation.Purpose.JOIN or invitation.district is None:
        return invitation
    return invitation if may_open(invitation.person, invitation.district) else None


@transaction.atomic
def accept_invitation(*, token: str, password: str, name: str = "") -> User:
    """Set a person's password; the link is used, and their other links for a password end."""
    unlocked = good_invitation(token)
    if unlocked is None or unlocked.purpose == Invitation.Purpose.JOIN:
        raise LinkNotGood
    person = lock_person(unlocked.person)
    invitation = good_invitation(token)  # asked again behind the lock: two people may hold one link
    if invitation is None:
        raise LinkNotGood
    if invitation.created_by_id != person.pk:
        seal_private(person=person, why=AccessChange.Why.LINK, by=invitation.created_by)
    person.set_password(password)
    if name and invitation.purpose == Invitation.Purpose.WELCOME:
        person.name = name
    person.save(update_fields=["password", "name"])
    end_tokens_of(person=person, by=person)
    if invitation.purpose == Invitation.Purpose.RESET:
        invitation.used_mail = draft_mail(Mail.Kind.PASSWORD_SET, person=person)
        post(invitation.used_mail)
    use(invitation)
    maker = str(invitation.created_by or _("somebody who is gone"))
    record_invitation_change("link_used", invitation.district, by=person, person=str(person), maker=maker)
    for other in Invitation.objects.open().filter(person=person).exclude(purpose=Invitation.Purpose.JOIN):
        close(other)
    return person


@transaction.atomic
def accept_joining(*, token: str, by: User) -> Invitation:
    """Join the district as the account's owner; the team or role that was offered begins now."""
    invitation = good_invitation(token)
    if invitation is None or invitation.purpose != Invitation.Purpose.JOIN:
        raise LinkNotGood
    if invitation.person_id != by.pk:
        raise NotTheirLink
    district = lock_district(invitation.district)
    lock_person(by)  # or somebody takes the link back at this moment
    invitation = Invitation.objects.for_token(token)
    if invitation is None:
        raise LinkNotGood
    use(invitation)
    record_invitation_change("joined_district", district, by=by, person=str(by))
    # Whoever asked them gives it, unless they asked themselves.
    apply_grants(person=invitation.person, district=district, gives=invitation.gives, by=invitation.created_by)
    return invitation
