"""How a mail is asked for: a row beside what it speaks of, in the same transaction, and a task that sends."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from .models import Mail
from .sending import wake_worker

# What a mail is when it has just been asked for, or asked for again.
AFRESH = {"attempts": 0, "sent_at": None, "failed_at": None, "problem": "", "reply_code": None}


def draft_mail(kind, *, person, base_url="", address="", urgent=False):
    """A mail to somebody, at their address or another one, not asked for yet; None where this installation sends none."""
    if not settings.EMAIL_URL:
        return None
    return Mail(kind=kind, person=person, address=address or person.email, base_url=base_url, urgent=urgent)


@transaction.atomic
def post(*mails):
    """Ask for these mails; those that are None were not to be sent."""
    wanted = [mail for mail in mails if mail is not None]
    if wanted:
        Mail.objects.bulk_create(wanted)
        wake_worker()


@transaction.atomic
def post_again(mails, **changed):
    """Ask once more for mails of a queryset that were sent or given up; returns how many."""
    now = timezone.now()
    count = mails.filter(due_at__isnull=True).update(due_at=now, asked_at=now, **AFRESH, **changed)
    if count:
        wake_worker()
    return count
