from django.urls import path

from assessments.paths import ONE, PRACTICE

from .views import library, pieces

PIECE = ONE + "evidence/<int:evidence_pk>/"

urlpatterns = [
    path(PRACTICE + "evidence/", pieces.evidence_add, name="evidence_add"),
    path(PRACTICE + "evidence/link/", pieces.evidence_link, name="evidence_link"),
    path(PRACTICE + "evidence/drop/", pieces.evidence_drop, name="evidence_drop"),
    path(ONE + "evidence/", library.evidence_library, name="evidence_library"),
    path(ONE + "evidence/add/", library.evidence_collect, name="evidence_collect"),
    path(ONE + "evidence/drop/", pieces.evidence_drop, name="evidence_drop_in_library"),
    path(ONE + "evidence/coverage/", library.evidence_coverage, name="evidence_coverage"),
    path(PIECE, library.evidence_detail, name="evidence_detail"),
    path(PIECE + "describe/", library.evidence_describe, name="evidence_describe"),
    path(PIECE + "practices/", library.evidence_practices, name="evidence_practices"),
    path(PIECE + "reuse/", library.evidence_reuse, name="evidence_reuse"),
    path(PIECE + "delete/", library.evidence_delete, name="evidence_delete"),
    path("evidence/<int:pk>/preview/", pieces.evidence_preview_file, name="evidence_preview_file"),
    path("evidence/<int:pk>/file/", pieces.evidence_file, name="evidence_file"),
    path("evidence/<int:pk>/withdraw/", pieces.evidence_withdraw, name="evidence_withdraw"),
]
