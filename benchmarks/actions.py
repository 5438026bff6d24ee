"""What people post most: a rating, a reveal, and in the meeting "Record and next" with evidence."""

import uuid

from django.urls import reverse

from assessments.cycles.models import Assessment
from assessments.evidence.models import Evidence
from tests.factories import practices_of

RATED = {"answer": "2", "note": "Seen in two classrooms.", "after": ""}
# One piece that is ticked and one that is new.
AGREED = {
    "outcome": "3",
    "reason": "We looked at the plan, the minutes and the survey together.",
    "revision": "0",
    "new_title": "Walk-through",
    "new_kind": "observation",
    "new_text": "Seen in March",
}


def actions_of(world):
    """Name, who, address, what is posted, and the status of the answer."""
    rating, meeting = world.pk("rating"), world.pk("meeting")
    practices = practices_of(Assessment.objects.get(pk=meeting))
    ticked = Evidence.objects.filter(team__assessments=meeting).earliest("pk")
    agreed = AGREED | {"pieces": [ticked.pk], "unsupported_reason": "The survey comes in May."}
    save = RATED | {"client_id": str(uuid.uuid4()), "revision": "0"}
    return [
        ("Save a rating", "member", of_practice("rate_practice", rating, practices[1]), save, 302),
        ("Reveal", "facilitator@meeting", of_practice("practice_reveal", meeting, practices[1]), {}, 302),
        ("Record and next", "facilitator@meeting", of_practice("meeting_practice", meeting, practices[3]), agreed, 302),
    ]


def of_practice(page, assessment, practice):
    return reverse(f"assessments:{page}", args=[assessment, practice.uuid])
