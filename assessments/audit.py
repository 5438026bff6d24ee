"""Which changes are kept in the audit history. Ratings, outcomes, evidence and feedback are in none of it.

Of success criteria only that words were withdrawn is kept, by the action itself and never with the words.
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
