"""What people type into an assessment or a cycle, checked."""

from .criterion import CriterionForm, SeenForm
from .cycle import CycleForm, ExtendForm, ReasonForm, StartMeetingForm
from .evidence import EvidenceForm, LinkForm
from .meeting import AgreementForm, MoveForm, ParkForm
from .rating import RatingForm
from .reflection import ReflectionForm, ShareReflectionForm

__all__ = [
    "AgreementForm",
    "CriterionForm",
    "CycleForm",
    "EvidenceForm",
    "ExtendForm",
    "LinkForm",
    "MoveForm",
    "ParkForm",
    "RatingForm",
    "ReasonForm",
    "ReflectionForm",
    "SeenForm",
    "ShareReflectionForm",
    "StartMeetingForm",
]
