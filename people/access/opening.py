"""Opening of what was sealed in an account, by a person who can show that they had the account before.

Each proof holds from a moment on: it opens what was sealed after that moment, never what was sealed earlier. For a
person who came in with a change has a session and an address from then on, and may know codes, too.
"""

from django.core import signing
from django.db import transaction
from django.utils import timezone

from people.errors import NothingSealed, RecoveryCodeNotGood, SessionIsNotOlder
from people.mail.queue import draft_mail, post

from ..mail.models import Mail
from ..users import User
from .codes import find_code
from .models import LINK_GOOD_FOR, AccessChange
from .sealing import sealed_until

SALT = "people.access.opening"
With = AccessChange.OpenedWith


def sealing_changes(person):
    return AccessChange.objects.sealing().filter(person=person).select_related("made_by")


def opens_with_session(person, signed_in_since):
    return signed_in_since is not None and sealing_changes(person).filter(made_at__gt=signed_in_since).exists()


@transaction.atomic
def open_with_session(*, by, signed_in_since):
    """Open what was sealed after this session was signed in."""
    if not opens_with_session(by, signed_in_since):
        raise SessionIsNotOlder
    return open_changes(by, With.SESSION, by, made_at__gt=signed_in_since)


@transaction.atomic
def open_with_code(*, code, by):
    """Open what was sealed after this code was made, and use up the code."""
    lock(by)
    found = find_code(by, code)
    if found is None or not sealing_changes(by).filter(made_at__gt=found.made_at).exists():
        raise RecoveryCodeNotGood
    found.used_at = timezone.now()
    found.save(update_fields=["used_at"])
    return open_changes(by, With.CODE, by, made_at__gt=found.made_at)


@transaction.atomic
def open_for_person(*, change, by):
    """Open what one change has sealed, on behalf of its person; the caller checks who may."""
    return open_changes(change.person, With.PERSON, by, pk=change.pk)


@transaction.atomic
def open_from_server(*, person):
    return open_changes(person, With.SERVER, None)


def open_changes(person, opened_with, by, **which):
    """Open these changes of a person; raises ``NothingSealed`` where others have opened them already."""
    stored = lock(person)
    changes = list(sealing_changes(person).filter(**which))
    if not changes:
        raise NothingSealed
    for change in changes:  # one by one, so that each is in the history of changes
        change.opened_at, change.opened_by, change.opened_with = timezone.now(), by, opened_with
        change.save(update_fields=["opened_at", "opened_by", "opened_with"])
    person.sealed_at = stored.sealed_at = sealed_until(person)
    stored.save(update_fields=["sealed_at"])
    return changes


@transaction.atomic
def ask_to_open(*, by):
    changes = sealing_changes(by)
    if not changes.exists():
        raise NothingSealed
    changes.filter(asked_at__isnull=True).update(asked_at=timezone.now())


# -- By mail to the address that stood before ---------------------------------------------------------


@transaction.atomic
def mail_opening_link(*, by, base_url=""):
    """Mail a link to the address from before the earliest change, and return that change."""
    change = sealing_changes(by).first()
    if change is None:
        raise NothingSealed
    post(draft_mail(Mail.Kind.OPEN_SEALED, person=by, base_url=base_url, address=change.address_before, urgent=True))
    return change


def token_of(change):
    return signing.dumps(change.pk, salt=SALT)


def change_of_link(token, person):
    """The change that a mailed link opens for the person who is signed in; None for every other link and person."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=LINK_GOOD_FOR)
    except signing.BadSignature:
        return None
    return sealing_changes(person).filter(pk=pk).first()


@transaction.atomic
def open_with_link(*, change, by):
    """Open what this and later changes have sealed: who reads the earlier address had the account then."""
    return open_changes(by, With.MAIL, by, made_at__gte=change.made_at)


def lock(person):
    """Lock the person's row until the transaction ends."""
    return User.objects.select_for_update(no_key=True).get(pk=person.pk)
