"""Which changes the audit history keeps: who administers what, never what people answered."""

from auditlog.cid import get_cid
from auditlog.diff import model_instance_diff
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.contrib.contenttypes.models import ContentType

from districts.roles.models import Appointment, Invitation, Membership
from districts.structure.models import District, Family, School, Team
from people.access.models import AccessChange, AccessToken
from people.named import KEY_FIELDS
from people.users import User

auditlog.register(Appointment)
auditlog.register(Membership, exclude_fields=["added_by", "ended_by"])  # each entry names who made it
for model in (District, Family, School, Team):  # keys follow from names
    auditlog.register(model, exclude_fields=[*KEY_FIELDS])
auditlog.register(Invitation, exclude_fields=["nonce", "mail", "used_mail"])
auditlog.register(User, include_fields=["email", "name", "is_active", "is_staff"])
auditlog.register(AccessToken, exclude_fields=["digest", "last_used_at", "password_mark"])
auditlog.register(AccessChange, exclude_fields=["session_before"])


def write_history(changes, *, by, fields=None):
    """Write audit entries for many rows at once, as auditlog does for single saves.

    ``changes``: pairs of the row before (None for a new one) and now; ``fields``: those to compare, None for all.
    """
    LogEntry.objects.bulk_create(
        entry_of(one, model_instance_diff(before, one, fields_to_check=fields), by, is_new=not before)
        for before, one in changes
    )


def write_one_change(ones, changed, *, by):
    """Write an audit entry for each row; ``changed`` maps a field to its values before and after, as text."""
    LogEntry.objects.bulk_create(entry_of(one, changed, by) for one in ones)


def entry_of(one, changed, by, is_new=False):
    return LogEntry(
        content_type=ContentType.objects.get_for_model(one),
        object_pk=one.pk,
        object_id=one.pk,
        object_repr=str(one),
        action=LogEntry.Action.CREATE if is_new else LogEntry.Action.UPDATE,
        changes=changed,
        actor=by,
        actor_email=by.email if by else None,
        cid=get_cid(),
    )
