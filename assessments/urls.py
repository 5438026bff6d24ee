"""A team's assessment, and a district's cycles."""

from django.urls import path

from .views import cycles, evidence, library, meeting, overview, rate

app_name = "assessments"

ONE = "assessments/<int:pk>/"
PRACTICE = ONE + "practices/<uuid:practice_uuid>/"
PIECE = ONE + "evidence/<int:evidence_pk>/"
CYCLES = "districts/<slug:slug>/cycles/"
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
    path(ONE + "close/", meeting.assessment_close, name="assessment_close"),
    path(ONE + "record/", meeting.record_detail, name="record_detail"),
    path(CYCLES, cycles.cycle_list, name="cycle_list"),
    path(CYCLES + "open/", cycles.cycle_open, name="cycle_open"),
    path(CYCLES + "<int:pk>/", cycles.cycle_detail, name="cycle_detail"),
    path(CYCLES + "<int:pk>/publish/", cycles.cycle_publish, name="cycle_publish"),
    path(TEAM + "extend/", cycles.assessment_extend, name="assessment_extend"),
    path(TEAM + "end/", cycles.assessment_end, name="assessment_end"),
    path(TEAM + "reopen/", cycles.assessment_reopen, name="assessment_reopen"),
]
