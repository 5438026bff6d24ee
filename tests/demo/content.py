"""What the demo says, as one number: two demos that are the same give the same."""

import hashlib

from assessments.criteria.models import CriterionVersion
from assessments.feedback.models import Feedback
from assessments.publishing.models import BlockPractice, MirrorPractice
from assessments.rating.models import Rating
from assessments.record.models import Record, RecordEvidence, RecordPractice
from assessments.reflection.models import Reflection
from districts.roles.models import Membership
from districts.structure.models import School
from people.users import User


def content():
    """All that the demo says, without what is random on purpose: ids, hashes of passwords, keys of edits."""
    rows = [
        User.objects.order_by("email").values_list("email", "name", "is_active", "date_joined"),
        School.objects.order_by("district__slug", "name").values_list("name", "family__name", "closed_on"),
        Membership.objects.order_by("team__name", "person__email", "starts_at").values_list(
            "team__name", "person__email", "facilitates", "rates", "starts_at", "ends_at"
        ),
        Rating.objects.order_by("seat__cycle__name", "seat__person__email", "practice__uuid").values_list(
            "seat__person__email", "practice__uuid", "answer", "level__value", "note", "saved_at"
        ),
        RecordPractice.objects.order_by(
            "cycle__name", "record__team_name", "record__version", "practice__uuid"
        ).values_list("record__team_name", "outcome", "value", "reason", "dissent", "kinds", "pieces"),
        Record.objects.order_by("cycle__name", "team_name", "version").values_list("team_name", "closed_at"),
        RecordEvidence.objects.order_by("record__cycle__name", "record__team_name", "title", "pk").values_list(
            "record__team_name", "title", "carrier", "kind", "rung", "note", "url", "dated_on", "file_size"
        ),
        BlockPractice.objects.order_by("cycle__name", "block__position", "practice__uuid").values_list(
            "block__family_name", "block__people", "shares"
        ),
        MirrorPractice.objects.order_by("cycle__name", "practice__uuid").values_list("people", "quarters"),
        Reflection.objects.order_by("person__email", "written_at").values_list(
            "person__email", "resource", "strength", "example", "next_step", "written_at", "share__reader__email"
        ),
        CriterionVersion.objects.order_by(
            "criterion__team__name", "criterion__practice__uuid", "criterion__level__value", "number"
        ).values_list("criterion__team__name", "number", "text", "lens", "origin", "written_at", "offered_at"),
        Feedback.objects.order_by("pairing__reader__name", "written_at").values_list(
            "pairing__rated__team__name", "kind", "text", "answer", "taken_up", "written_at", "answered_at"
        ),
    ]
    digest = hashlib.sha256()
    for queryset in rows:
        for row in queryset:
            digest.update(repr(row).encode())
    return digest.hexdigest()
