"""What teams and districts share about a person: what they did, never together with whom."""

from django.utils.translation import gettext_lazy

from assessments.criteria.models import CriterionVersion
from assessments.cycles.models import Cycle, MeetingPlace
from assessments.evidence.models import Evidence
from assessments.feedback.models import Pairing
from assessments.meeting.models import Outcome, Parked
from assessments.rating.models import Reveal
from assessments.record.models import Record
from people.personal_data.registry import act, leave_out

of_cycle = {"about": "name", "district": "district__name"}
of_assessment = {"about": "assessment__cycle__name", "district": "assessment__district__name"}
of_criterion = {"about": "criterion__practice__code", "district": "criterion__team__district__name"}
act("cycle_opened", gettext_lazy("opened a cycle"), Cycle, "opened_by", "opens_on", **of_cycle)
act("cycle_published", gettext_lazy("published a cycle"), Cycle, "published_by", "published_at", **of_cycle)
act(
    "criterion_offered",
    gettext_lazy("offered a success criterion"),
    CriterionVersion,
    "offered_by",
    "offered_at",
    **of_criterion,
)
act(
    "evidence_changed",
    gettext_lazy("changed a piece of evidence"),
    Evidence,
    "changed_by",
    "changed_at",
    "",
    "team__district__name",
)
act("meeting_moved", gettext_lazy("moved a meeting on"), MeetingPlace, "moved_by", "moved_at", **of_assessment)
act(
    "practice_parked",
    gettext_lazy("put a practice off in a meeting"),
    Parked,
    "parked_by",
    "parked_at",
    **of_assessment,
)
act("practice_revealed", gettext_lazy("revealed a practice"), Reveal, "revealed_by", "revealed_at", **of_assessment)
act("outcome_recorded", gettext_lazy("recorded an outcome"), Outcome, "recorded_by", "recorded_at", **of_assessment)
act(
    "assessment_closed",
    gettext_lazy("closed an assessment"),
    Record,
    "closed_by",
    "closed_at",
    "cycle__name",
    "district__name",
)
act(
    "teams_paired",
    gettext_lazy("paired two teams"),
    Pairing,
    "made_by",
    "made_at",
    "cycle__name",
    "cycle__district__name",
)

leave_out(
    "of a team, written by nobody alone",
    *(f"assessments.{name}" for name in ("Assessment", "SuccessCriterion", "EvidenceLink")),
)
leave_out(
    "a record and what publication wrote: of teams, and nothing of a person is in it",
    *(
        f"assessments.{name}"
        for name in (
            "RecordPractice",
            "RecordCharacteristic",
            "RecordEvidence",
            "RecordEvidence_practices",
            "Block",
            "Block_assessments",
            "BlockPractice",
            "MirrorPractice",
        )
    ),
)
