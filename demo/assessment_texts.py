"""The texts of a team's assessment that appear only once, and the notes of ratings."""

from dataclasses import dataclass
from functools import cache

from .texts import read_texts


@dataclass(frozen=True)
class AssessmentTexts:
    absent: str
    reopened: str
    level_after_reopening: str
    ended: str
    parked: str
    rating_notes: tuple[str, ...]


@cache
def assessment_texts() -> AssessmentTexts:
    return read_texts("assessments", AssessmentTexts)
