"""Private texts are sealed when somebody else decides who gets into their author's account.

Every way in which that happens calls ``seal_private``: a link for a password, an address or a password that is written
by others, a merge of accounts, another way to sign in that is linked by others. Nobody can then read what was written
before, though it still counts in figures, until one of the ways in ``people.access.opening`` opens it. Apps that
depend on this one register what is private with ``keeps_private``.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from people.mail.queue import draft_mail, post

from ..mail.models import Mail
from ..users import User
from .models import AccessChange, AddressRequest, RecoveryCode

# Functions of a person that answer a queryset of what they wrote, or were shown, privately.
PRIVATE: list[Callable[[User], QuerySet[Any]]] = []
WrittenBy = TypeVar("WrittenBy", bound=Callable[[User], QuerySet[Any]])


def keeps_private(written_by: WrittenBy) -> WrittenBy:
    """Register a check for one more kind of private text."""
    PRIVATE.append(written_by)
    return written_by


def holds_private(person):
    return any(written_by(person).exists() for written_by in PRIVATE)


@transaction.atomic
def seal_private(*, person, why, by):
    """Seal private texts before somebody else changes who gets into the account; return the change.

    Call it before that change is written and in its transaction: it reads the address and the password that are valid
    until then. ``by`` is None for a command on the server. Pending address requests are deleted. Where nothing is
    private, nothing is sealed, and recovery codes are deleted, too.
    """
    now = timezone.now()
    stored = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    change = AccessChange(person=person, why=why, made_by=by, made_at=now, seals=holds_private(person))
    change.address_before, change.session_before = stored.email, stored.get_session_auth_hash()
    if change.seals or why != AccessChange.Why.LINK or stored.has_usable_password():  # else it is the first sign-in
        change.save()
    AddressRequest.objects.filter(person=person).delete()
    if change.seals:
        person.sealed_at = now
        person.save(update_fields=["sealed_at"])
    else:
        RecoveryCode.objects.filter(person=person).delete()
    if why != AccessChange.Why.LINK:  # of a link, the mail about its use tells already
        post(draft_mail(Mail.Kind.ACCESS_CHANGED, person=person, address=change.address_before))
    return change


def is_sealed(person, written_at):
    return person.sealed_at is not None and written_at <= person.sealed_at


def sealed_until(person):
    return AccessChange.objects.sealing().filter(person=person).aggregate(last=Max("made_at"))["last"]
