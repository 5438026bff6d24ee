"""Files: a person asks for one, the task worker makes it."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from assessments.cycles.models import Cycle
from people.personal_data.actions import remove_old
from people.users import User
from reports.exports.pango import NoPango

from .frozen import thaw
from .models import KEPT, Export

Kind, Problem = Export.Kind, Export.Problem


@transaction.atomic
def ask_for_export(*, cycle: Cycle, kind: str, language: str, frozen: dict[str, Any], by: User) -> Export:
    """Ask for a file of these figures; the same request again returns the same file while it is under way or kept."""
    remove_old_files()
    before = Export.objects.kept().of(by).filter(cycle=cycle, kind=kind, language=language, problem="")
    for export in before.defer("content").order_by("-asked_at"):
        if export.frozen == frozen and not export.is_late:
            return export
    export = Export.objects.create(cycle=cycle, kind=kind, language=language, frozen=frozen, person=by)
    # The task is a row of the same database: there with this transaction, or not at all.
    make_export.enqueue(str(export.pk))
    return export


def remove_old_files() -> None:
    """Delete files that nobody can have any more, and what the worker noted of tasks long done."""
    long_ago = timezone.now() - KEPT
    Export.objects.filter(asked_at__lte=long_ago).delete()
    DBTaskResult.objects.finished().filter(finished_at__lte=long_ago).delete()
    remove_old()


@task()
def make_export(pk: str) -> None:
    waiting = Export.objects.filter(pk=pk, finished_at__isnull=True)
    if not waiting.update(started_at=timezone.now()):
        return
    export = waiting.select_related("cycle__district").get()
    content: bytes | None = None
    problem: str = Problem.FAILED
    try:
        content, problem = file_content(export), ""
    except NoPango:
        problem = Problem.NO_PANGO
    finally:  # whatever went wrong: who asked is told, and the worker's log says what it was
        waiting.update(content=content, problem=problem, finished_at=timezone.now())


def file_content(export: Export) -> bytes:
    with override(export.language), timezone.override(export.cycle.district.zone):
        report = thaw(export.frozen)
        if export.kind == Kind.PDF:
            from .pdf import board_pdf as draw  # here and below: heavy, and never needed by a page
        else:
            from .slides import board_slides as draw
        return draw(report)
