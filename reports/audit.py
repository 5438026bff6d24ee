"""Which changes the audit history keeps: when words became ready and links were made and ended, never the words."""

from auditlog.registry import auditlog

from reports.board.models import BoardNotes
from reports.sharing.models import SharedReport

auditlog.register(BoardNotes, include_fields=["ready_at", "ready_by"])
auditlog.register(SharedReport, include_fields=["cycle", "expires_at", "revoked_at", "revoked_by"])
