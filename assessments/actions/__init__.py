"""Every write of a cycle, from opening to publishing."""

from .closing import (
    close_assessment,
    end_assessment_without_result,
    extend_assessment,
    reopen_assessment,
)
from .cycles import open_cycle, publish_cycle, purge_ratings
from .evidence import (
    add_evidence,
    add_once,
    add_pieces,
    change_evidence,
    link_evidence,
    link_practices,
    remove_evidence,
    reuse_evidence,
    withdraw_evidence,
)
from .meeting import record_outcome, reveal_practice, start_meeting
from .rating import rate_practice, take_seat

__all__ = [
    "add_evidence",
    "add_once",
    "add_pieces",
    "change_evidence",
    "close_assessment",
    "end_assessment_without_result",
    "extend_assessment",
    "link_evidence",
    "link_practices",
    "open_cycle",
    "publish_cycle",
    "purge_ratings",
    "rate_practice",
    "record_outcome",
    "remove_evidence",
    "reopen_assessment",
    "reuse_evidence",
    "reveal_practice",
    "start_meeting",
    "take_seat",
    "withdraw_evidence",
]
