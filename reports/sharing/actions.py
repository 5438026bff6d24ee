"""Links to a frozen copy of the board report: make, count reads, revoke."""

import base64
import datetime
import secrets
import uuid
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from assessments.cycles.models import Cycle
from districts.history import record_change
from people.access.calendars import digest_of
from people.form_keys import digest_of_sending
from people.users import User

from .models import SharedReport

SALT = "reports.shared"


@transaction.atomic
def share_report(
    *, cycle: Cycle, frozen: dict[str, Any], days: int, by: User | None, form_key: uuid.UUID | None = None
) -> tuple[SharedReport, str]:
    """Freeze the report behind a new link; return it and the token, which nobody can read again.

    If the same form is sent twice (``form_key``), the first link is returned: its token follows from the key and from
    all that was asked for, with a secret of the server's, and the database has each token's digest once.
    """
    asked = digest_of_sending(form_key, {"cycle": cycle.pk, "by": by and by.pk, "days": days, "frozen": frozen})
    token, now = secrets.token_urlsafe(32), timezone.now()
    if asked:
        token = base64.urlsafe_b64encode(salted_hmac(SALT, asked, algorithm="sha256").digest()).rstrip(b"=").decode()
    kept = {"cycle": cycle, "made_by": by, "frozen": frozen, "made_at": now}
    kept["expires_at"] = now + datetime.timedelta(days=days)
    shared, is_new = SharedReport.objects.get_or_create(digest=digest_of(token), defaults=kept)
    if is_new:
        record_change("report_shared", district=cycle.district, by=by, cycle=cycle.name, days=days)
    elif not shared.opens:  # ended since: whoever goes back and asks again wants one that opens
        return share_report(cycle=cycle, frozen=frozen, days=days, by=by)
    return shared, token


@transaction.atomic
def revoke_link(*, shared: SharedReport, by: User) -> None:
    """Revoke a link; one that was revoked before stays so."""
    shared = SharedReport.objects.select_for_update().get(pk=shared.pk)
    if shared.revoked_at is None:
        shared.revoked_at, shared.revoked_by = timezone.now(), by
        shared.save(update_fields=["revoked_at", "revoked_by"])
        cycle = shared.cycle
        record_change("shared_link_revoked", district=cycle.district, by=by, cycle=cycle.name)


@transaction.atomic
def note_read(*, shared: SharedReport) -> None:
    SharedReport.objects.filter(pk=shared.pk).update(reads=F("reads") + 1, last_read_at=timezone.now())
