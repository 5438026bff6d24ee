"""What people do with their own reflections: write, share one with one person, take it back, delete."""

import uuid

from django.db import transaction

from districts.roles.shared_membership import colleague_with
from people.errors import OpenFirst
from people.users import User

from .errors import AlreadyShared
from .models import Reflection, ReflectionShare
from .queries import Resource, active, share_of


def lock(person: User) -> User:
    """Lock a person's row, so that what they do with their reflections happens one after the other, in however many tabs."""
    return User.objects.select_for_update(no_key=True).get(pk=person.pk)


@transaction.atomic
def write_reflection(*, resource: Resource, client_id: uuid.UUID, by: User, **words: str) -> Reflection:
    """Add an entry; the same words under the same client id, as from a second click, are one entry."""
    lock(by)
    sent = Reflection.objects.written_by(by).filter(client_id=client_id).first()
    if sent and sent.resource == resource.uuid and all(getattr(sent, name) == text for name, text in words.items()):
        return sent
    # A page that the browser kept was sent again with other words: they are an entry of their own.
    client_id = uuid.uuid4() if sent else client_id
    return Reflection.objects.create(person=by, resource=resource.uuid, client_id=client_id, **words)


@transaction.atomic
def delete_reflection(*, entry: Reflection, by: User) -> None:
    """Delete one entry for good; a share in which nothing is left ends with it."""
    lock(by)
    Reflection.objects.by(by).filter(pk=entry.pk).delete()
    ReflectionShare.objects.by(by).filter(entries__isnull=True).delete()


@transaction.atomic
def share_reflection(*, resource: Resource, email: str, with_history: bool, by: User) -> ReflectionShare | None:
    """Let the colleague with this address read the latest entry on a resource, and the earlier ones if wanted.

    Entries written later stay private. Answers the share, or None where no colleague has this address. A resource
    is shared with one person at a time: while that share stands, ``AlreadyShared``. While something is sealed nobody
    can say whether one stands: ``OpenFirst``.
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
    """End a share at once; the entries stay with their author."""
    lock(by)
    ReflectionShare.objects.by(by).filter(pk=share.pk).delete()


@transaction.atomic
def delete_all_reflections(*, by: User) -> None:
    """Delete everything that a person has reflected, and every share of it, for good; what is sealed stays."""
    lock(by)
    Reflection.objects.by(by).delete()
    ReflectionShare.objects.by(by).delete()
