"""`manage.py work`: the task worker, for what takes longer than a page may; an installation needs one."""

import logging
import time

from django.db import Error, close_old_connections
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from people.database import is_unavailable
from people.mail.sending import wake_worker_if_queued
from reports.exports.pango import pango_is_here

logger = logging.getLogger(__name__)
# Seconds between two questions whether the database is there again: at first, and at most.
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30
# How often a task is begun before it is taken for what ends the database's connections.
ATTEMPTS = 3


class Command(db_worker.Command):
    help = "Send mail, make the files that people ask for, and small pictures of photos, until stopped."

    def add_arguments(self, parser):
        """Make the library quiet, and look for tasks often: a look takes the database less than a millisecond."""
        super().add_arguments(parser)
        parser.set_defaults(verbosity=0, interval=0.5, startup_delay=False, reload=False)

    def handle(self, **options):
        """Import heavy libraries before the first task, and go on when the database goes away."""
        import pptx  # noqa: F401

        if pango_is_here():
            import weasyprint  # noqa: F401
        while True:
            try:
                wake_worker_if_queued()  # a worker that was killed may have left mail, and nothing that waits for it
                return super().handle(**options)
            except Error as error:
                if not is_unavailable(error):
                    raise
                logger.warning("The database does not answer. Work goes on when it does. (%s)", first_line(error))
            begun = wait_until_it_answers(options["worker_id"])
            logger.warning("The database answers again. Tasks that were under way and are begun anew: %s.", begun)


def wait_until_it_answers(worker_id):
    """Ask with growing pauses until the database answers, then give back this worker's tasks; return how many."""
    pause = FIRST_PAUSE
    while True:
        time.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)
        close_old_connections()
        try:
            return give_back(worker_id)
        except Error as error:
            if not is_unavailable(error):
                raise


def give_back(worker_id):
    """Let tasks that this worker began but could not finish be done again; return how many."""
    mine = [task for task in DBTaskResult.objects.running() if task.worker_ids[-1:] == [worker_id]]
    again = [task.pk for task in mine if len(task.worker_ids) < ATTEMPTS]
    for task in mine:
        if task.pk not in again:
            task.set_failed(RuntimeError(f"The database's connection was lost {ATTEMPTS} times under this task."))
    return DBTaskResult.objects.filter(pk__in=again).update(status=TaskResultStatus.READY)


def first_line(error):
    return str(error).partition("\n")[0]
