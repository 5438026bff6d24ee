"""Which changes the audit history keeps: none of ratings, outcomes, evidence or feedback.

Of success criteria it keeps only that words were withdrawn; the action itself writes that, without the words.
"""

from auditlog.registry import auditlog

from assessments.cycles.models import Assessment, Cycle
from assessments.feedback.models import Pairing
from people.named import KEY_FIELDS

auditlog.register(Cycle, exclude_fields=[*KEY_FIELDS])
auditlog.register(
    Assessment,
    include_fields=[
        "extended_to",
        "meeting_started_at",
        "in_the_room",
        "record",
        "reopened_at",
        "reopened_reason",
        "ended_at",
        "ended_reason",
    ],
)
auditlog.register(Pairing, include_fields=["reader", "rated", "until", "ended_at"])
