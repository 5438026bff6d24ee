"""The task worker lives on when the database goes away under it, and what it had begun is done again."""

from contextlib import closing

import psycopg2
import pytest
from django.core.management import call_command
from django.db import connection
from django_tasks.base import TaskResultStatus
from django_tasks.signals import task_started
from django_tasks_db.models import DBTaskResult

from reports.board import export_actions
from reports.board.models import Export
from reports.management.commands.work import ATTEMPTS, give_back
from tests.factories import make_person

from .factories import make_export, make_published

Status = TaskResultStatus


@pytest.fixture
def begun(db):
    """A function: a task that a worker has begun so many times."""

    def begun(worker, times=1):
        task = DBTaskResult.objects.get(pk=export_actions.make_export.enqueue("nobody's").id)
        for _time in range(times):
            task.claim(worker)
        return task

    return begun


def state_of(task):
    task.refresh_from_db()
    return task.status


def test_what_this_worker_had_begun_is_given_back(begun):
    mine, another_s = begun("me"), begun("another")

    assert give_back("me") == 1
    assert (state_of(mine), state_of(another_s)) == (Status.READY, Status.RUNNING)


def test_what_is_done_stays_done(begun):
    done = begun("me")
    done.set_successful(None)

    assert give_back("me") == 0
    assert state_of(done) == Status.SUCCESSFUL


def test_what_was_begun_too_often_has_failed_and_says_why(begun):
    task = begun("me", ATTEMPTS)

    assert give_back("me") == 0
    assert state_of(task) == Status.FAILED
    assert "connection was lost 3 times" in task.traceback


@pytest.fixture
def cut():
    """Cuts the worker's connection as often as it says, each time when a task has begun."""
    cuts = {"left": 0}

    def end_connection(**_signal):
        if cuts["left"]:
            cuts["left"] -= 1
            with closing(psycopg2.connect(connection.connection.dsn)) as other, other.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])

    task_started.connect(end_connection)
    yield cuts
    task_started.disconnect(end_connection)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no server that could go away")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("cuts", [1, ATTEMPTS - 1])
def test_a_file_whose_connection_was_lost_is_made_all_the_same(cut, caplog, cuts):
    export = make_export(make_published(), make_person(), content=None, finished_at=None)
    task = DBTaskResult.objects.get(pk=export_actions.make_export.enqueue(str(export.pk)).id)
    cut["left"] = cuts

    call_command("work", batch=True, worker_id="me")

    assert state_of(task) == Status.SUCCESSFUL
    assert Export.objects.get().state == "done"
    assert task.worker_ids == ["me"] * (cuts + 1)
    assert [message.partition(".")[0] for message in caplog.messages] == [
        "The database does not answer",
        "The database answers again",
    ] * cuts
