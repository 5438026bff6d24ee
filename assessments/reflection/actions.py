"""Actions on one's own reflections: write, share with one person, take back, delete."""

import uuid

from django.db import transaction

from districts.roles.shared_membership import colleague_with
from people.errors import OpenFirst
from people.users import User

from .errors import AlreadyShared
from .models import Reflection, ReflectionShare
from .queries import Resource, active, share_of


def lock(person: User) -> User:
    """Lock the person's row, so that their own actions on reflections run one after the other."""
    return User.objects.select_for_update(no_key=True).get(pk=person.pk)


@transaction.atomic
def write_reflection(*, resource: Resource, client_id: uuid.UUID, by: User, **words: str) -> Reflection:
    """Add an entry; the same text with the same ``client_id``, as from a double click, is one entry."""
    lock(by)
    sent = Reflection.objects.written_by(by).filter(client_id=client_id).first()
    if sent and sent.resource == resource.uuid and all(getattr(sent, name) == text for name, text in words.items()):
        return sent
    # A page that the browser kept was sent again with other words: they are an entry of their own.
    client_id = uuid.uuid4() if sent else client_id
    return Reflection.objects.create(person=by, resource=resource.uuid, client_id=client_id, **words)


@transaction.atomic
def delete_reflection(*, entry: Reflection, by: User) -> None:
    """Delete one entry for good, and a share that is empty without it."""
    lock(by)
    Reflection.objects.by(by).filter(pk=entry.pk).delete()
    ReflectionShare.objects.by(by).filter(entries__isnull=True).delete()


@transaction.atomic
def share_reflection(*, resource: Resource, email: str, with_history: bool, by: User) -> ReflectionShare | None:
    """Let the colleague with this address read the latest entry on a resource, and earlier ones if wanted.

    Later entries stay private. Returns the share, or None where no colleague has this address. Raises
    ``AlreadyShared`` while an active share of the resource exists, and ``OpenFirst`` while something is sealed, as
    nobody can tell then.
    """
    if lock(by).sealed_at:
        raise OpenFirst
    reader = colleague_with(email, by)
    if reader is None:
        return None
    before = share_of(by, resource)
    if before and active([before]):
        raise AlreadyShared
    if before:
        before.delete()
    entries = Reflection.objects.by(by).about(resource)
    shared = entries if with_history else entries[:1]
    share = ReflectionShare.objects.create(author=by, reader=reader)
    Reflection.objects.filter(pk__in=[entry.pk for entry in shared]).update(share=share)
    return share


@transaction.atomic
def take_back_reflection(*, share: ReflectionShare, by: User) -> None:
    lock(by)
    ReflectionShare.objects.by(by).filter(pk=share.pk).delete()


@transaction.atomic
def delete_all_reflections(*, by: User) -> None:
    """Delete all of a person's reflections and shares for good, except what is sealed."""
    lock(by)
    Reflection.objects.by(by).delete()
    ReflectionShare.objects.by(by).delete()
