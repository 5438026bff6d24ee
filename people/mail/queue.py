"""How a mail is queued: a row in the same transaction as its cause, and a task that sends."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from .models import Mail
from .sending import wake_worker

# What a mail is when it has just been asked for, or asked for again.
AFRESH = {"attempts": 0, "sent_at": None, "failed_at": None, "problem": "", "reply_code": None}


def draft_mail(kind, *, person, base_url="", address="", urgent=False):
    """An unsaved mail to the person, at their address or another one; None where the installation sends no mail."""
    if not settings.EMAIL_URL:
        return None
    return Mail(kind=kind, person=person, address=address or person.email, base_url=base_url, urgent=urgent)


@transaction.atomic
def post(*mails):
    wanted = [mail for mail in mails if mail is not None]
    if wanted:
        Mail.objects.bulk_create(wanted)
        wake_worker()


@transaction.atomic
def post_again(mails, **changed):
    now = timezone.now()
    count = mails.filter(due_at__isnull=True).update(due_at=now, asked_at=now, **AFRESH, **changed)
    if count:
        wake_worker()
    return count
