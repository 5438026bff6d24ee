from django.urls import path

from assessments.paths import CYCLES

from . import views

urlpatterns = [
    path(CYCLES + "<int:pk>/retention/", views.cycle_retention, name="cycle_retention"),
]
