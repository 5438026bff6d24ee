"""Every write of a cycle, from opening to publishing."""

from .closing import (
    close_assessment,
    end_assessment_without_result,
    extend_assessment,
    reopen_assessment,
)
from .cycles import open_cycle, publish_cycle, purge_ratings
from .evidence import add_evidence, change_evidence, link_evidence, withdraw_evidence
from .meeting import record_outcome, reveal_practice, start_meeting
from .moving import move_meeting, park_practice, record_and_go_on, unpark_practice
from .rating import rate_practice, take_seat

__all__ = [
    "add_evidence",
    "change_evidence",
    "close_assessment",
    "end_assessment_without_result",
    "extend_assessment",
    "link_evidence",
    "move_meeting",
    "open_cycle",
    "park_practice",
    "publish_cycle",
    "purge_ratings",
    "rate_practice",
    "record_and_go_on",
    "record_outcome",
    "reopen_assessment",
    "reveal_practice",
    "start_meeting",
    "take_seat",
    "unpark_practice",
    "withdraw_evidence",
]
