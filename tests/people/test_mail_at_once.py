"""Two workers, or a worker and somebody who asks for a mail, at the same moment."""

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from people.mail import sending
from people.mail.models import Mail
from people.mail.queue import draft_mail, post
from tests.at_once import at_once, needs_two_writers, wait_until_they_wait
from tests.factories import make_person

pytestmark = [pytest.mark.django_db(transaction=True), needs_two_writers]


@pytest.fixture(autouse=True)
def mail_is_set_up(settings):
    settings.EMAIL_URL = "smtp://localhost"


def ask():
    post(draft_mail(Mail.Kind.LINK, person=make_person(), base_url="https://x.example/"))


def test_two_workers_do_not_take_one_mail():
    ask()
    with transaction.atomic():
        first = sending.claim()
        other, came = at_once(sending.claim)
        wait_until_they_wait(1)
    other.join()

    assert (came, first.attempts, Mail.objects.get().attempts) == ([None], 1, 1)


def test_a_worker_that_goes_to_sleep_leaves_the_task_of_who_asks_at_that_moment():
    sending.wake_worker()
    with transaction.atomic():
        ask()
        other, came = at_once(sending.sleep_until_next)
        other.join()
    now = timezone.now()

    assert came == [None]
    assert DBTaskResult.objects.ready().filter(run_after__gte=now).count() == 1


def test_two_who_ask_at_once_do_not_wait_for_each_other():
    with transaction.atomic():
        ask()
        other, came = at_once(ask)
        other.join(timeout=20)

    assert (other.is_alive(), came, Mail.objects.count()) == (False, [None], 2)
