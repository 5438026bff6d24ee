"""What people type into an assessment or a cycle, checked."""

from .criterion import CriterionForm, SeenForm
from .cycle import CycleForm, ExtendForm, ReasonForm, RetentionForm, StartMeetingForm
from .evidence import DropForm, EvidenceForm, LinkForm, PieceForm, PlaceForm, PracticesForm, beside
from .feedback import AnswerForm, FeedbackChangeForm, FeedbackForm, PairingForm, UntilForm
from .library import LibraryForm
from .meeting import AgreementForm, ClosingForm, MoveForm, ParkForm
from .own_ratings import TakeBackForm
from .rating import RatingForm
from .reflection import ReflectionForm, ShareReflectionForm

__all__ = [
    "AgreementForm",
    "AnswerForm",
    "ClosingForm",
    "CriterionForm",
    "CycleForm",
    "DropForm",
    "EvidenceForm",
    "ExtendForm",
    "FeedbackChangeForm",
    "FeedbackForm",
    "LibraryForm",
    "LinkForm",
    "MoveForm",
    "PairingForm",
    "ParkForm",
    "PieceForm",
    "PlaceForm",
    "PracticesForm",
    "RatingForm",
    "ReasonForm",
    "ReflectionForm",
    "RetentionForm",
    "SeenForm",
    "ShareReflectionForm",
    "StartMeetingForm",
    "TakeBackForm",
    "UntilForm",
    "beside",
]
