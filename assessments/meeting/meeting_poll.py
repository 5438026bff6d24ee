"""Whether a meeting has changed, for each person who follows it: one prepared query, every second on each screen.

The answer depends only on what the room did together and on the person's own place in the team. Nothing that
somebody rates alone affects it or its length.
"""

from django.db.models import BigIntegerField, DateTimeField, Q
from django.utils import timezone

from districts.roles.models import Membership
from people.prepared import Parameter, Prepared

PERSON, ASSESSMENT = Parameter("person", BigIntegerField()), Parameter("assessment", BigIntegerField())
# By way of the membership: who is not in the team now gets no row.
NOW = Prepared(
    lambda: (
        Membership.objects.current(Parameter("now", DateTimeField()))
        .filter(person=PERSON, team__assessments=ASSESSMENT)
        .order_by("pk")
        .values_list(
            "team__assessments__place__revision",
            Q(team__assessments__meeting_started_at__isnull=False),
            "team__assessments__record",
            Q(team__assessments__reopened_at__isnull=False),
            Q(team__assessments__ended_at__isnull=False),
            "facilitates",
            "rates",
        )
    )
)


def version_for(pk, user):
    """The version that screens compare: equal while nothing has changed for this person; None outside the team."""
    if pk > BigIntegerField.MAX_BIGINT:
        return None  # no row has it, and SQLite would not even take it
    found = NOW(person=user.pk, assessment=pk, now=timezone.now())
    return ".".join(str(int(part or 0)) for part in found[0]) if found else None
