"""What people type into an assessment or a cycle, checked."""

from .cycle import CycleForm, ExtendForm, ReasonForm, StartMeetingForm
from .evidence import EvidenceForm, LinkForm
from .feedback import AnswerForm, FeedbackChangeForm, FeedbackForm, PairingForm, UntilForm
from .meeting import AgreementForm
from .rating import RatingForm

__all__ = [
    "AgreementForm",
    "AnswerForm",
    "CycleForm",
    "EvidenceForm",
    "ExtendForm",
    "FeedbackChangeForm",
    "FeedbackForm",
    "LinkForm",
    "PairingForm",
    "RatingForm",
    "ReasonForm",
    "StartMeetingForm",
    "UntilForm",
]
