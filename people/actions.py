"""What people do with their own account, and the next version of a notice."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from .users import Acceptance, Notice, User


@transaction.atomic
def accept_notice(*, notice: Notice, by: User) -> Acceptance:
    """Record that a person has read a notice; a second time changes nothing."""
    acceptance, _made = Acceptance.objects.get_or_create(notice=notice, person=by)
    return acceptance


@transaction.atomic
def write_notice(*, key: str, title: str, text: str, language: str = settings.LANGUAGE_CODE) -> Notice:
    """Return the latest version if it has the same words, else create the next one."""
    latest = Notice.objects.select_for_update().filter(key=key).order_by("-version").first()
    if latest and (latest.title, latest.text, latest.language) == (title, text, language):
        return latest
    version = latest.version + 1 if latest else 1
    return Notice.objects.create(key=key, version=version, title=title, text=text, language=language)


@transaction.atomic
def change_own_account(*, name: str, language: str, by: User) -> User:
    by.name, by.language = name, language
    by.save(update_fields=["name", "language"])
    return by


@transaction.atomic
def put_away_explanations(*, roles: Iterable[str], by: User) -> User:
    locked = User.objects.select_for_update(no_key=True).get(pk=by.pk)  # another page may have put others away
    by.explained = sorted({*locked.explained, *roles})
    by.save(update_fields=["explained"])
    return by
