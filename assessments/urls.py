"""A team's assessment, and a district's cycles."""

from django.urls import path

from .views import cycles, evidence, feedback, meeting, overview, pairings, rate

app_name = "assessments"

ONE = "assessments/<int:pk>/"
PRACTICE = ONE + "practices/<uuid:practice_uuid>/"
CYCLES = "districts/<slug:slug>/cycles/"
PAIRS = CYCLES + "<int:pk>/feedback/"
PEER = "peers/<int:pairing_pk>/"
SAID = PEER + "feedback/<int:feedback_pk>/"
TEAM = CYCLES + "<int:pk>/assessments/<int:assessment_pk>/"

urlpatterns = [
    path("assessments/", overview.assessment_list, name="assessment_list"),
    path(ONE, overview.assessment_detail, name="assessment_detail"),
    path(ONE + "notice/", overview.notice_detail, name="notice_detail"),
    path(ONE + "notice/accept/", overview.notice_accept, name="notice_accept"),
    path(ONE + "rate/", rate.rate_next, name="rate_next"),
    path(ONE + "rate/<int:number>/", rate.rate_characteristic, name="rate_characteristic"),
    path(PRACTICE + "rate/", rate.rate_practice, name="rate_practice"),
    path(PRACTICE + "evidence/", evidence.evidence_add, name="evidence_add"),
    path(PRACTICE + "evidence/link/", evidence.evidence_link, name="evidence_link"),
    path("evidence/<int:pk>/file/", evidence.evidence_file, name="evidence_file"),
    path("evidence/<int:pk>/withdraw/", evidence.evidence_withdraw, name="evidence_withdraw"),
    path(ONE + "meeting/", meeting.meeting_detail, name="meeting_detail"),
    path(ONE + "meeting/start/", meeting.meeting_start, name="meeting_start"),
    path(PRACTICE + "meeting/", meeting.meeting_practice, name="meeting_practice"),
    path(PRACTICE + "reveal/", meeting.practice_reveal, name="practice_reveal"),
    path(ONE + "close/", meeting.assessment_close, name="assessment_close"),
    path(ONE + "record/", meeting.record_detail, name="record_detail"),
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
    path(PAIRS, pairings.pairing_list, name="pairing_list"),
    path(PAIRS + "round/", pairings.pairing_round, name="pairing_round"),
    path(PAIRS + "<int:pairing_pk>/end/", pairings.pairing_end, name="pairing_end"),
    path(TEAM + "extend/", cycles.assessment_extend, name="assessment_extend"),
    path(TEAM + "end/", cycles.assessment_end, name="assessment_end"),
    path(TEAM + "reopen/", cycles.assessment_reopen, name="assessment_reopen"),
]
