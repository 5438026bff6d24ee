"""What is said once of a team's assessment, and the notes of ratings."""

from dataclasses import dataclass
from functools import cache

from .texts import read_texts


@dataclass(frozen=True)
class AssessmentTexts:
    """Reasons, each for the one team of which it is true."""

    absent: str
    reopened: str
    level_after_reopening: str
    ended: str
    parked: str
    rating_notes: tuple[str, ...]


@cache
def assessment_texts() -> AssessmentTexts:
    return read_texts("assessments", AssessmentTexts)
