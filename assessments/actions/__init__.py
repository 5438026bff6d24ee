"""Every write of a cycle, from opening to publishing."""

from .closing import (
    close_assessment,
    end_assessment_without_result,
    extend_assessment,
    reopen_assessment,
)
from .cycles import open_cycle, publish_cycle, purge_ratings
from .evidence import add_evidence, change_evidence, link_evidence, withdraw_evidence
from .feedback import answer_feedback, change_feedback, delete_feedback, end_pairing, leave_feedback, pair_teams
from .meeting import record_outcome, reveal_practice, start_meeting
from .rating import rate_practice, take_seat

__all__ = [
    "add_evidence",
    "answer_feedback",
    "change_evidence",
    "change_feedback",
    "close_assessment",
    "delete_feedback",
    "end_assessment_without_result",
    "end_pairing",
    "extend_assessment",
    "leave_feedback",
    "link_evidence",
    "open_cycle",
    "pair_teams",
    "publish_cycle",
    "purge_ratings",
    "rate_practice",
    "record_outcome",
    "reopen_assessment",
    "reveal_practice",
    "start_meeting",
    "take_seat",
    "withdraw_evidence",
]
