"""What people type into an assessment or a cycle, checked."""

from .cycle import CycleForm, ExtendForm, ReasonForm, StartMeetingForm
from .evidence import DropForm, EvidenceForm, LinkForm, PieceForm, PlaceForm, PracticesForm
from .library import LibraryForm
from .meeting import AgreementForm
from .rating import RatingForm

__all__ = [
    "AgreementForm",
    "CycleForm",
    "DropForm",
    "EvidenceForm",
    "ExtendForm",
    "LibraryForm",
    "LinkForm",
    "PieceForm",
    "PlaceForm",
    "PracticesForm",
    "RatingForm",
    "ReasonForm",
    "StartMeetingForm",
]
