from django.urls import path

from assessments.paths import CYCLES

from . import views

urlpatterns = [
    path(CYCLES + "<int:pk>/publish/", views.cycle_publish, name="cycle_publish"),
]
