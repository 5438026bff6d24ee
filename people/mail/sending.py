"""The worker's part: send queued mails for a few seconds at a time, so that requested files are made in between.

A mail is sent at least once, and exactly once unless the worker or the database fails between the server's acceptance
and our note of it. Each is claimed before it is tried by moving its next turn on, so that two workers do not take one
mail, and an abandoned claim ends by itself. While mails are queued there is always a task: each run enqueues the next
one before it begins.
"""

import datetime
import logging
from contextlib import closing
from time import monotonic

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, InterfaceError, transaction
from django.db.models import F, Min
from django.utils import timezone
from django_tasks import task
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from .failures import FAILURES, Failure, failure_of
from .models import Mail
from .writing import message_of

logger = logging.getLogger(__name__)
# Before small pictures (-10), after files that somebody asked for (0).
AFTER_FILES = -5
# Seconds that one run takes at most, beside what a server that hangs takes longer.
RUN = 5
# A claim is given up after so long: much longer than a server that hangs is waited for.
CLAIM = datetime.timedelta(minutes=15)
FIRST_PAUSE, LONGEST_PAUSE = datetime.timedelta(minutes=1), datetime.timedelta(hours=2)
GIVE_UP = datetime.timedelta(days=1)
# What was sent or given up is forgotten after so long, or when the links of that day have ended.
KEPT_DAYS = 30


@task(priority=AFTER_FILES)
def send_queued():
    wake_worker(timezone.now() + CLAIM)
    if settings.EMAIL_URL:
        send_for_a_while()
    else:  # mail was set up when they were asked for
        give_up(Mail.objects.queued(), Failure(Mail.Problem.NOT_SET_UP))
    forget_old_ones()
    sleep_until_next()


def send_for_a_while():
    """Send over one connection until time is up, no mail is due, or the server fails them all."""
    until = monotonic() + RUN
    with closing(get_connection()) as connection:
        while monotonic() < until and (mail := claim()):
            failure = deliver(mail, connection)
            if failure is None:
                continue
            put_off(mail, failure)
            if failure.of_all:
                put_off_all(failure)
                return


def claim():
    """Claim the next due mail for this worker alone, or return None."""
    while True:
        now = timezone.now()
        mail = Mail.objects.due(now).order_by("-urgent", "due_at").select_related("person").first()
        if mail is None:
            return None
        mine = Mail.objects.filter(pk=mail.pk, due_at=mail.due_at)
        if mine.update(due_at=now + CLAIM, attempts=F("attempts") + 1):
            mail.attempts += 1
            return mail


def deliver(mail, connection):
    try:
        message = message_of(mail, connection)
        if message is not None:
            connection.open()
            message.send()
    except (DatabaseError, InterfaceError):  # the worker waits until it is there again
        raise
    except Exception as error:
        failure = failure_of(error)
        if not isinstance(error, FAILURES):
            logger.exception("A mail of the kind %s could not be written.", mail.kind)
        return failure
    if message is None or mail.person is None:  # nobody is shown a mail that belongs to nobody
        mail.delete()
    else:
        sent = {"sent_at": timezone.now(), "due_at": None, "problem": "", "reply_code": None}
        Mail.objects.filter(pk=mail.pk).update(address=message.to[0], **sent)
    return None


def put_off(mail, failure):
    """Retry a mail later, with growing pauses for a day; give it up where that is in vain."""
    now, mine = timezone.now(), Mail.objects.filter(pk=mail.pk)
    if failure.for_good or now - mail.asked_at >= GIVE_UP:
        give_up(mine, failure)
    else:
        mine.update(due_at=now + pause_after(mail.attempts), problem=failure.problem, reply_code=failure.code)


def put_off_all(failure):
    now = timezone.now()
    due = Mail.objects.due(now)
    logger.error("No mail is sent for a while: %s.", failure.problem.value)
    give_up(due.filter(asked_at__lte=now - GIVE_UP), failure)
    for attempts in set(due.values_list("attempts", flat=True)):
        due.filter(attempts=attempts).update(
            due_at=now + pause_after(attempts + 1),
            attempts=attempts + 1,
            problem=failure.problem,
            reply_code=failure.code,
        )


def pause_after(attempts):
    return min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)


def give_up(mails, failure):
    mails.update(failed_at=timezone.now(), due_at=None, problem=failure.problem, reply_code=failure.code)


def our_tasks():
    return DBTaskResult.objects.filter(task_path=send_queued.module_path)


@transaction.atomic
def wake_worker(at=None):
    """Have the worker run at this moment, or at once; a task that is scheduled by then is enough.

    The task's row is locked until the transaction ends, so that the worker starts when the mails are committed. A row
    that somebody else has locked is skipped.
    """
    waiting = our_tasks().filter(status=TaskResultStatus.READY)
    at_once = waiting.filter(run_after=get_date_max()) | waiting.filter(run_after__lte=at or timezone.now())
    if not at_once.select_for_update(skip_locked=True).first():
        send_queued.using(run_after=at).enqueue()


def wake_worker_if_queued():
    if Mail.objects.queued().exists():
        wake_worker()


@transaction.atomic
def sleep_until_next():
    """Leave one task behind for the next due mail, or none where none is queued.

    The tasks are locked before the mails are read: a mail that is queued in between finds no task to rely on, and
    makes one.
    """
    waiting = our_tasks().filter(status=TaskResultStatus.READY)
    held = [one.pk for one in waiting.select_for_update(skip_locked=True)]
    due_at = Mail.objects.queued().aggregate(at=Min("due_at"))["at"]
    our_tasks().filter(pk__in=held[bool(due_at) :]).delete()
    if due_at and held:
        our_tasks().filter(pk=held[0]).update(run_after=due_at)
    elif due_at:
        send_queued.using(run_after=due_at).enqueue()


def forget_old_ones():
    now = timezone.now()
    long_ago = now - datetime.timedelta(days=max(KEPT_DAYS, settings.INVITATION_DAYS))
    Mail.objects.filter(due_at__isnull=True, asked_at__lte=long_ago).delete()
    our_tasks().filter(status=TaskResultStatus.SUCCESSFUL).delete()
