"""A team's assessment, and a district's cycles."""

from django.urls import path

from .views import (
    criteria,
    criterion_withdrawal,
    cycles,
    evidence,
    feedback,
    library,
    look_alikes,
    meeting,
    offers,
    overview,
    own_ratings,
    pairings,
    rate,
    reflection,
    reflection_sharing,
    room,
    summary,
)

app_name = "assessments"

ONE = "assessments/<int:pk>/"
PRACTICE = ONE + "practices/<uuid:practice_uuid>/"
CRITERIA = ONE + "criteria/"
VERSION = CRITERIA + "versions/<int:version_pk>/"
OFFERS = "districts/<slug:slug>/criteria/"
PIECE = ONE + "evidence/<int:evidence_pk>/"
NAMES = "districts/<slug:slug>/administration/names/"
ALIKE = NAMES + "<str:kind>/<int:pk>/"
CYCLES = "districts/<slug:slug>/cycles/"
PAIRS = CYCLES + "<int:pk>/feedback/"
PEER = "peers/<int:pairing_pk>/"
SAID = PEER + "feedback/<int:feedback_pk>/"
TEAM = CYCLES + "<int:pk>/assessments/<int:assessment_pk>/"
REFLECTION = "reflection/<uuid:resource_uuid>/"

urlpatterns = [
    # First, because every screen of a meeting asks for it once a second, and every answer comes in there.
    path(ONE + "meeting/now/", room.meeting_now, name="meeting_now"),
    path(PRACTICE + "rate/", rate.rate_practice, name="rate_practice"),
    path("assessments/offline.js", rate.rate_offline, name="rate_offline"),
    path("assessments/", overview.assessment_list, name="assessment_list"),
    path(ONE, overview.assessment_detail, name="assessment_detail"),
    path(ONE + "notice/", overview.notice_detail, name="notice_detail"),
    path(ONE + "notice/accept/", overview.notice_accept, name="notice_accept"),
    path(ONE + "rate/", rate.rate_next, name="rate_next"),
    path(ONE + "rate/table/", rate.rate_table, name="rate_table"),
    path(ONE + "rate/<int:number>/", rate.rate_characteristic, name="rate_characteristic"),
    path("ratings/", own_ratings.own_rating_list, name="own_rating_list"),
    path("ratings/<int:pk>/take-back/", own_ratings.own_rating_take_back, name="own_rating_take_back"),
    path(PRACTICE + "evidence/", evidence.evidence_add, name="evidence_add"),
    path(PRACTICE + "evidence/link/", evidence.evidence_link, name="evidence_link"),
    path(PRACTICE + "evidence/drop/", evidence.evidence_drop, name="evidence_drop"),
    path(ONE + "evidence/", library.evidence_library, name="evidence_library"),
    path(ONE + "evidence/add/", library.evidence_collect, name="evidence_collect"),
    path(ONE + "evidence/drop/", evidence.evidence_drop, name="evidence_drop_in_library"),
    path(ONE + "evidence/coverage/", library.evidence_coverage, name="evidence_coverage"),
    path(PIECE, library.evidence_detail, name="evidence_detail"),
    path(PIECE + "describe/", library.evidence_describe, name="evidence_describe"),
    path(PIECE + "practices/", library.evidence_practices, name="evidence_practices"),
    path(PIECE + "reuse/", library.evidence_reuse, name="evidence_reuse"),
    path(PIECE + "delete/", library.evidence_delete, name="evidence_delete"),
    path("evidence/<int:pk>/preview/", evidence.evidence_preview_file, name="evidence_preview_file"),
    path("evidence/<int:pk>/file/", evidence.evidence_file, name="evidence_file"),
    path("evidence/<int:pk>/withdraw/", evidence.evidence_withdraw, name="evidence_withdraw"),
    path(ONE + "meeting/", meeting.meeting_detail, name="meeting_detail"),
    path(ONE + "meeting/start/", meeting.meeting_start, name="meeting_start"),
    path(PRACTICE + "meeting/", meeting.meeting_practice, name="meeting_practice"),
    path(PRACTICE + "reveal/", meeting.practice_reveal, name="practice_reveal"),
    path(PRACTICE + "park/", meeting.practice_park, name="practice_park"),
    path(PRACTICE + "unpark/", meeting.practice_unpark, name="practice_unpark"),
    path(ONE + "meeting/move/", meeting.meeting_move, name="meeting_move"),
    path(ONE + "meeting/room/", room.meeting_room, name="meeting_room"),
    path(ONE + "meeting/screen/", room.meeting_screen, name="meeting_screen"),
    path(ONE + "meeting/summary/", summary.meeting_summary, name="meeting_summary"),
    path(ONE + "close/", meeting.assessment_close, name="assessment_close"),
    path(ONE + "agreement/", summary.agreement_detail, name="agreement_detail"),
    path(ONE + "record/", meeting.record_detail, name="record_detail"),
    path(CRITERIA, criteria.criterion_list, name="criterion_list"),
    path(CRITERIA + "take-over/", criteria.criterion_take_over, name="criterion_take_over"),
    path(CRITERIA + "<uuid:practice_uuid>/", criteria.criterion_practice, name="criterion_practice"),
    path(VERSION + "restore/", criteria.criterion_restore, name="criterion_restore"),
    path(VERSION + "adopt/", criteria.criterion_adopt, name="criterion_adopt"),
    path(VERSION + "keep/", criteria.criterion_keep, name="criterion_keep"),
    path(VERSION + "offer/", offers.criterion_offer, name="criterion_offer"),
    path(VERSION + "take-back/", offers.criterion_take_back, name="criterion_take_back"),
    path(VERSION + "withdraw/", criterion_withdrawal.criterion_withdraw, name="criterion_withdraw"),
    path(OFFERS, offers.offer_list, name="offer_list"),
    path(OFFERS + "<int:version_pk>/take-back/", offers.offer_take_back, name="offer_take_back"),
    path(OFFERS + "<int:version_pk>/withdraw/", criterion_withdrawal.offer_withdraw, name="offer_withdraw"),
    path(ONE + "feedback/<int:feedback_pk>/", feedback.feedback_answer, name="feedback_answer"),
    path(PEER, feedback.peer_record, name="peer_record"),
    path(PEER + "<int:number>/", feedback.peer_characteristic, name="peer_characteristic"),
    path(PEER + "evidence/<int:evidence_pk>/", feedback.peer_file, name="peer_file"),
    path(SAID + "change/", feedback.feedback_change, name="feedback_change"),
    path(SAID + "delete/", feedback.feedback_delete, name="feedback_delete"),
    path(CYCLES, cycles.cycle_list, name="cycle_list"),
    path(CYCLES + "open/", cycles.cycle_open, name="cycle_open"),
    path(CYCLES + "<int:pk>/", cycles.cycle_detail, name="cycle_detail"),
    path(CYCLES + "<int:pk>/publish/", cycles.cycle_publish, name="cycle_publish"),
    path(CYCLES + "<int:pk>/retention/", cycles.cycle_retention, name="cycle_retention"),
    path(PAIRS, pairings.pairing_list, name="pairing_list"),
    path(PAIRS + "round/", pairings.pairing_round, name="pairing_round"),
    path(PAIRS + "<int:pairing_pk>/end/", pairings.pairing_end, name="pairing_end"),
    path(TEAM + "extend/", cycles.assessment_extend, name="assessment_extend"),
    path(TEAM + "end/", cycles.assessment_end, name="assessment_end"),
    path(TEAM + "reopen/", cycles.assessment_reopen, name="assessment_reopen"),
    path("reflection/", reflection.reflection_list, name="reflection_list"),
    path("reflection/delete/", reflection.reflection_delete_all, name="reflection_delete_all"),
    path("reflection/entries/<uuid:entry_uuid>/delete/", reflection.reflection_delete, name="reflection_delete"),
    path("reflection/shared/", reflection_sharing.reflection_shared, name="reflection_shared"),
    path(
        "reflection/shared/<uuid:share_uuid>/",
        reflection_sharing.reflection_shared_detail,
        name="reflection_shared_detail",
    ),
    path(REFLECTION, reflection.reflection_detail, name="reflection_detail"),
    path(REFLECTION + "share/", reflection_sharing.reflection_share, name="reflection_share"),
    path(REFLECTION + "take-back/", reflection_sharing.reflection_take_back, name="reflection_take_back"),
    path(NAMES, look_alikes.look_alike_list, name="look_alike_list"),
    path(ALIKE + "merge/", look_alikes.look_alike_merge, name="look_alike_merge"),
    path(ALIKE + "keep-apart/", look_alikes.look_alike_keep_apart, name="look_alike_keep_apart"),
    path(ALIKE + "compare/", look_alikes.look_alike_compare, name="look_alike_compare"),
]
