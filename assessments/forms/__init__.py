"""What people type into an assessment or a cycle, checked."""

from .cycle import CycleForm, ExtendForm, ReasonForm, StartMeetingForm
from .evidence import EvidenceForm, LinkForm
from .meeting import AgreementForm, MoveForm, ParkForm
from .rating import RatingForm

__all__ = [
    "AgreementForm",
    "CycleForm",
    "EvidenceForm",
    "ExtendForm",
    "LinkForm",
    "MoveForm",
    "ParkForm",
    "RatingForm",
    "ReasonForm",
    "StartMeetingForm",
]
