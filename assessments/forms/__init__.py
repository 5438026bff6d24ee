"""What people type into an assessment or a cycle, checked."""

from .cycle import CycleForm, ExtendForm, ReasonForm, StartMeetingForm
from .evidence import EvidenceForm, LinkForm
from .meeting import AgreementForm
from .rating import RatingForm
from .reflection import ReflectionForm, ShareReflectionForm

__all__ = [
    "AgreementForm",
    "CycleForm",
    "EvidenceForm",
    "ExtendForm",
    "LinkForm",
    "RatingForm",
    "ReasonForm",
    "ReflectionForm",
    "ShareReflectionForm",
    "StartMeetingForm",
]
