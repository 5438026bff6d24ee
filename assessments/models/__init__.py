"""From opening a cycle to the published record."""

from .cycle import Assessment, Cycle, State
from .evidence import Evidence, EvidenceLink
from .feedback import Feedback, Pairing
from .meeting import Agreement, Outcome, Reveal
from .rating import Answer, Rating, Seat
from .record import (
    Record,
    RecordCharacteristic,
    RecordEvidence,
    RecordGroup,
    RecordPractice,
)

__all__ = [
    "Agreement",
    "Answer",
    "Assessment",
    "Cycle",
    "Evidence",
    "EvidenceLink",
    "Feedback",
    "Outcome",
    "Pairing",
    "Rating",
    "Record",
    "RecordCharacteristic",
    "RecordEvidence",
    "RecordGroup",
    "RecordPractice",
    "Reveal",
    "Seat",
    "State",
]
