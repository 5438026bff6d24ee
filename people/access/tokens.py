"""Tokens for a person's own programs: made when they ask, shown once, ended when they like."""

import datetime
import secrets

from django.db import transaction
from django.utils import timezone

from ..accounts import may_sign_in_condition
from ..errors import TooManyTokens
from ..marks import mark_of
from ..users import User
from .calendars import USE_IS_NOTED_EVERY, digest_of
from .models import AccessToken

# In front of every token, so that it is known for what it is wherever it turns up.
PREFIX = "strong_"
MOST_OF_A_PERSON = 10


def token_for(secret):
    """The token of this secret, while it is valid and its person may sign in, else None."""
    good = AccessToken.objects.filter(may_sign_in_condition("person__"), expires_at__gt=timezone.now())
    found = good.filter(digest=digest_of(secret)).select_related("person").first()
    return None if found is None or found.is_ended else found


@transaction.atomic
def make_token(*, name, scopes, days, by):
    """Make one more token; return it and its secret, which cannot be read again."""
    by = User.objects.select_for_update(no_key=True).get(pk=by.pk)  # two at once are counted one after the other
    if by.access_tokens.count() >= MOST_OF_A_PERSON:
        raise TooManyTokens
    secret = PREFIX + secrets.token_urlsafe(32)
    until = timezone.now() + datetime.timedelta(days=days)
    token = AccessToken.objects.create(
        person=by,
        name=name,
        scopes=sorted(scopes),
        digest=digest_of(secret),
        password_mark=mark_of(by.password),
        expires_at=until,
    )
    return token, secret


@transaction.atomic
def end_token(*, token, by):
    token.delete()


@transaction.atomic
def end_tokens_of(*, person, by):
    """End all of a person's tokens, since a new password may follow a theft."""
    for token in person.access_tokens.all():  # one by one, so that each is in the history of changes
        token.delete()


@transaction.atomic
def note_use(*, token):
    now = timezone.now()
    if token.last_used_at and now - token.last_used_at < USE_IS_NOTED_EVERY:
        return
    AccessToken.objects.filter(pk=token.pk).update(last_used_at=now)
