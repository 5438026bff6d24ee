"""Whether a meeting has changed for somebody who follows it: one constant statement, asked once a second by each screen.

What comes of it is made of what the room did together and of the person's own place in the team. Nothing that
somebody rates alone is in it, nor in its length.
"""

from django.db import connection
from django.db.models import BigIntegerField
from django.utils import timezone

from .saving import first

NOW = """SELECT COALESCE(p.revision, 0), a.meeting_started_at IS NOT NULL, COALESCE(a.record_id, 0),
       a.reopened_at IS NOT NULL, a.ended_at IS NOT NULL, m.facilitates, m.rates
  FROM assessments_assessment a
  JOIN districts_membership m ON m.team_id = a.team_id
  LEFT JOIN assessments_meetingplace p ON p.assessment_id = a.id
 WHERE a.id = %s AND m.person_id = %s AND m.starts_at <= %s AND (m.ends_at IS NULL OR m.ends_at > %s)
 ORDER BY m.id
"""


def version_for(pk, user):
    """What the screens of a meeting compare: equal while nothing has changed for this person; None outside the team."""
    if pk > BigIntegerField.MAX_BIGINT:
        return None  # no row has it, and SQLite would not even take it
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    row = first((NOW, [pk, user.pk, now, now]))
    return ".".join(str(int(part)) for part in row) if row else None
