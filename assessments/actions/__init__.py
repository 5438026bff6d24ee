"""Every write of a cycle, from opening to publishing."""

from .closing import (
    close_assessment,
    end_assessment_without_result,
    extend_assessment,
    reopen_assessment,
)
from .criteria import (
    adopt_criterion,
    keep_criterion,
    offer_criterion,
    restore_criterion,
    take_offer_back,
    take_over_criteria,
    withdraw_criterion,
    write_criterion,
)
from .cycles import open_cycle
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
from .feedback import answer_feedback, change_feedback, delete_feedback, end_pairing, leave_feedback, pair_teams
from .meeting import record_outcome, reveal_practice, start_meeting
from .moving import move_meeting, park_practice, record_and_go_on, unpark_practice
from .names import compare_again, keep_apart, merge
from .previews import draw_preview
from .publishing import publish_cycle
from .rating import rate_practice, take_answers_back, take_seat
from .reflection import (
    delete_all_reflections,
    delete_reflection,
    share_reflection,
    take_back_reflection,
    write_reflection,
)
from .retention import change_retention, purge_ratings
from .sharing import close_and_share

__all__ = [
    "add_evidence",
    "add_once",
    "add_pieces",
    "adopt_criterion",
    "answer_feedback",
    "change_evidence",
    "change_feedback",
    "change_retention",
    "close_and_share",
    "close_assessment",
    "compare_again",
    "delete_all_reflections",
    "delete_feedback",
    "delete_reflection",
    "draw_preview",
    "end_assessment_without_result",
    "end_pairing",
    "extend_assessment",
    "keep_apart",
    "keep_criterion",
    "leave_feedback",
    "link_evidence",
    "link_practices",
    "merge",
    "move_meeting",
    "offer_criterion",
    "open_cycle",
    "pair_teams",
    "park_practice",
    "publish_cycle",
    "purge_ratings",
    "rate_practice",
    "record_and_go_on",
    "record_outcome",
    "remove_evidence",
    "reopen_assessment",
    "restore_criterion",
    "reuse_evidence",
    "reveal_practice",
    "share_reflection",
    "start_meeting",
    "take_answers_back",
    "take_back_reflection",
    "take_offer_back",
    "take_over_criteria",
    "take_seat",
    "unpark_practice",
    "withdraw_criterion",
    "withdraw_evidence",
    "write_criterion",
    "write_reflection",
]
