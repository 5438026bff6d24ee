from django.urls import path

from assessments.paths import CYCLES

from . import views

urlpatterns = [
    path(CYCLES, views.cycle_list, name="cycle_list"),
    path(CYCLES + "open/", views.cycle_open, name="cycle_open"),
]
