from django.urls import path

from assessments.paths import CYCLES, ONE

from . import views

urlpatterns = [
    path(ONE + "record/", views.record_detail, name="record_detail"),
    path("assessments/", views.assessment_list, name="assessment_list"),
    path(ONE, views.assessment_detail, name="assessment_detail"),
    path(CYCLES + "<int:pk>/", views.cycle_detail, name="cycle_detail"),
]
