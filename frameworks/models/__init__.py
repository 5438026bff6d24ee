"""Frameworks and their editions, scales, and the crosswalk between editions."""

from .crosswalk import Crosswalk
from .edition import (
    Characteristic,
    Edition,
    Framework,
    Practice,
    Question,
    StakeholderGroup,
)
from .history import FrameworkChange
from .resources import LeadershipResource, ResourceCategory
from .scale import Level, Scale
from .words import (
    CharacteristicTranslation,
    LevelTranslation,
    LookFor,
    LookForTranslation,
    PracticeTranslation,
    QuestionTranslation,
    ResourceTranslation,
)

__all__ = [
    "Characteristic",
    "CharacteristicTranslation",
    "Crosswalk",
    "Edition",
    "FrameworkChange",
    "Framework",
    "LeadershipResource",
    "Level",
    "LevelTranslation",
    "LookFor",
    "LookForTranslation",
    "Practice",
    "PracticeTranslation",
    "Question",
    "QuestionTranslation",
    "ResourceCategory",
    "ResourceTranslation",
    "Scale",
    "StakeholderGroup",
]
