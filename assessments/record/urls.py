from django.urls import path

from assessments.paths import CYCLES, ONE

from . import administration, views

TEAM = CYCLES + "<int:pk>/assessments/<int:assessment_pk>/"

urlpatterns = [
    path(ONE + "close/", views.assessment_close, name="assessment_close"),
    path(TEAM + "extend/", administration.assessment_extend, name="assessment_extend"),
    path(TEAM + "end/", administration.assessment_end, name="assessment_end"),
    path(TEAM + "reopen/", administration.assessment_reopen, name="assessment_reopen"),
]
