"""A task that waits in the database while a new version moves its function is still done."""

from importlib import import_module

import pytest
from django.apps import apps
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from assessments.evidence.actions.previews import make_preview
from reports.board.export_actions import make_export

pytestmark = pytest.mark.django_db

MOVED = [
    ("assessments.migrations.0024_saved_tasks_follow_their_module", make_preview),
    ("reports.migrations.0004_saved_tasks_follow_their_module", make_export),
]


@pytest.mark.parametrize(("migration", "task"), MOVED)
def test_a_task_saved_under_its_former_name_is_found(migration, task):
    migration = import_module(migration)
    saved = make(migration.OLD)
    other = make("people.mail.sending.send_queued")

    migration.rename(apps, migration.OLD, migration.NEW)

    saved.refresh_from_db()
    other.refresh_from_db()
    assert import_string(saved.task_path) == task
    assert saved.task_path == task.module_path
    assert other.task_path == "people.mail.sending.send_queued"


def make(path):
    return DBTaskResult.objects.create(
        task_path=path, args_kwargs={"args": [1], "kwargs": {}}, status=TaskResultStatus.READY, backend_name="default"
    )
