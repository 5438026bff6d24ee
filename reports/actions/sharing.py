"""Links to a frozen copy of the board report: made, opened, revoked."""

import datetime
import secrets

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from districts.history import keep_change
from people.calendars import digest_of

from ..models import SharedReport


@transaction.atomic
def share_report(*, cycle, frozen, days, by):
    """Freeze the report behind a new link; returns it and the token, which nobody can read again."""
    token, now = secrets.token_urlsafe(32), timezone.now()
    ends = now + datetime.timedelta(days=days)
    kept = {"digest": digest_of(token), "frozen": frozen, "made_at": now, "expires_at": ends}
    keep_change("report_shared", district=cycle.district, by=by, cycle=cycle.name, days=days)
    return SharedReport.objects.create(cycle=cycle, made_by=by, **kept), token


@transaction.atomic
def revoke_link(*, shared, by):
    """Let a link open nothing any more; one that was revoked before stays so."""
    shared = SharedReport.objects.select_for_update().get(pk=shared.pk)
    if shared.revoked_at is None:
        shared.revoked_at, shared.revoked_by = timezone.now(), by
        shared.save(update_fields=["revoked_at", "revoked_by"])
        cycle = shared.cycle
        keep_change("shared_link_revoked", district=cycle.district, by=by, cycle=cycle.name)


@transaction.atomic
def note_read(*, shared):
    """Count that a link was opened."""
    SharedReport.objects.filter(pk=shared.pk).update(reads=F("reads") + 1, last_read_at=timezone.now())
