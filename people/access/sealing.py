"""What somebody wrote for themselves stays sealed where somebody else decides who gets into their account.

Every way in which that happens calls ``seal_private``: a link for a password, an address or a password that is written
by others, a merge of accounts, another way to sign in that is linked by others. What was written before is then shown
to nobody, though it counts as it did, until one of the ways in ``people.access.opening`` opens it. What is private is
known by the rooms above, which say so with ``keeps_private``.
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
    """Let ``seal_private`` know of one more thing that people keep to themselves."""
    PRIVATE.append(written_by)
    return written_by


def holds_private(person):
    """Whether there is anything in the account that its person alone reads."""
    return any(written_by(person).exists() for written_by in PRIVATE)


@transaction.atomic
def seal_private(*, person, why, by):
    """Seal what was private in an account, before somebody else's change of who gets into it; returns the change.

    Call it before the change is written and in its transaction: it reads the address and the password that stand until
    then. ``by``: who decides, or None for a command on the server. Where nothing is private, nothing is sealed, and
    nothing that was prepared to open it later is left to whoever had the account until now.
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
    """Whether what this person wrote at a moment is sealed now."""
    return person.sealed_at is not None and written_at <= person.sealed_at


def sealed_until(person):
    """The last moment behind which something of an account is still sealed, or None."""
    return AccessChange.objects.sealing().filter(person=person).aggregate(last=Max("made_at"))["last"]
