"""The URL for a person's own calendar: made when they ask, shown once, ended when they like."""

import datetime
import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from ..accounts import may_sign_in_condition
from ..marks import mark_of
from .models import CalendarAddress

# Programs ask several times an hour; when an address was last used need not be known more closely than this.
USE_IS_NOTED_EVERY = datetime.timedelta(hours=1)


def digest_of(token):
    return hashlib.sha256(token.encode()).hexdigest()


def address_for(token):
    """The calendar address of a token, while it is valid and its person may sign in, else None."""
    found = CalendarAddress.objects.filter(may_sign_in_condition("person__"), digest=digest_of(token))
    found = found.select_related("person").first()
    return None if found is None or found.is_ended else found


def calendar_address_of(person):
    found = CalendarAddress.objects.filter(person=person).select_related("person").first()
    return None if found is None or found.is_ended else found


@transaction.atomic
def open_calendar_address(*, by):
    """Replace any earlier address; return the token, which cannot be read again."""
    token = secrets.token_urlsafe(32)
    known = {
        "digest": digest_of(token),
        "password_mark": mark_of(by.password),
        "made_at": timezone.now(),
        "last_used_at": None,
    }
    CalendarAddress.objects.update_or_create(person=by, defaults=known)
    return token


@transaction.atomic
def close_calendar_address(*, by):
    CalendarAddress.objects.filter(person=by).delete()


@transaction.atomic
def note_use(*, address):
    now = timezone.now()
    if address.last_used_at and now - address.last_used_at < USE_IS_NOTED_EVERY:
        return
    CalendarAddress.objects.filter(pk=address.pk).update(last_used_at=now)
