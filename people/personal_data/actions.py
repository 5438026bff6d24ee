"""The file with everything stored about a person: requested, made by the task worker, deleted after some days."""

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task

from ..access.sealing import keeps_private
from ..users import User
from .archive import write_archive
from .collecting import collect
from .models import KEPT, PersonalDataFile, folder
from .registry import GROUNDS

Problem = PersonalDataFile.Problem


@keeps_private
def files_of(person: User) -> QuerySet[PersonalDataFile]:
    return PersonalDataFile.objects.kept().filter(person=person)


def personal_data_file_of(person: User) -> PersonalDataFile | None:
    """The person's file, or None: expired, sealed, or with content that may no longer be read."""
    file = PersonalDataFile.objects.kept().of(person).first()
    return file if file and is_current(file) else None


def is_current(file: PersonalDataFile) -> bool:
    return all(GROUNDS[key].stands(what) for key, what in file.rests_on.items())


@transaction.atomic
def ask_for_personal_data(*, language: str, time_zone: str, by: User) -> PersonalDataFile:
    """Return the file under way, or else replace the earlier one by a new request."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # two at once are asked one after the other
    before = PersonalDataFile.objects.kept().of(by).first()
    if before and before.is_under_way and not before.is_late:
        return before
    delete_personal_data(by=by)
    file = PersonalDataFile.objects.create(person=by, language=language, time_zone=time_zone)
    make_personal_data.enqueue(str(file.pk))
    remove_old_files.using(run_after=file.ends_at).enqueue()
    return file


@transaction.atomic
def delete_personal_data(*, by: User) -> None:
    for file in PersonalDataFile.objects.filter(person=by):
        transaction.on_commit(partial(file.path.unlink, missing_ok=True), robust=True)
        file.delete()


@task()
def make_personal_data(pk: str) -> None:
    remove_old()
    waiting = PersonalDataFile.objects.filter(pk=pk, finished_at__isnull=True)
    if not waiting.update(started_at=timezone.now()):
        return
    file = waiting.select_related("person").get()
    made: dict[str, Any] = {"problem": Problem.FAILED}
    try:
        rests_on = {key: ground.found(file.person) for key, ground in GROUNDS.items()}
        with override(file.language), timezone.override(ZoneInfo(file.time_zone)):
            write_to(file.path, file.person)
        made = {"size": file.path.stat().st_size, "rests_on": rests_on}
    finally:  # whatever went wrong: who asked is told, and the worker's log says what it was
        if not waiting.update(finished_at=timezone.now(), **made) or "problem" in made:
            file.path.unlink(missing_ok=True)  # another was asked for meanwhile


def write_to(path: Path, person: User) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    try:
        with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as into:
            write_archive(collect(person), into)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


@task()
def remove_old_files() -> None:
    remove_old()


def remove_old() -> None:
    """Delete files that have expired, hold content that has, or lost their row with a deleted account."""
    long_ago = timezone.now() - KEPT
    over = [file.pk for file in PersonalDataFile.objects.all() if file.asked_at <= long_ago or not is_current(file)]
    PersonalDataFile.objects.filter(pk__in=over).delete()
    for path in folder().glob("*.*"):
        with suppress(FileNotFoundError):  # another one removes the same
            if path.stat().st_mtime <= long_ago.timestamp() or is_orphan(path):
                path.unlink()


def is_orphan(path: Path) -> bool:
    return path.suffix == ".zip" and not PersonalDataFile.objects.filter(pk=path.stem).exists()
