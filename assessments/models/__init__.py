"""From opening a cycle to the published record."""

from .block import Block, BlockPractice, MirrorPractice
from .criterion import CriterionVersion, SuccessCriterion
from .cycle import Assessment, Cycle, State
from .evidence import Evidence, EvidenceLink
from .feedback import Feedback, Pairing
from .meeting import Agreement, MeetingPlace, Outcome, Parked, Reveal
from .rating import Answer, Rating, Seat
from .record import (
    Record,
    RecordCharacteristic,
    RecordEvidence,
    RecordPractice,
)
from .reflection import Reflection, ReflectionShare

__all__ = [
    "Agreement",
    "Answer",
    "Assessment",
    "Block",
    "BlockPractice",
    "CriterionVersion",
    "Cycle",
    "Evidence",
    "EvidenceLink",
    "Feedback",
    "MeetingPlace",
    "MirrorPractice",
    "Outcome",
    "Pairing",
    "Parked",
    "Rating",
    "Record",
    "RecordCharacteristic",
    "RecordEvidence",
    "RecordPractice",
    "Reflection",
    "ReflectionShare",
    "Reveal",
    "Seat",
    "State",
    "SuccessCriterion",
]
