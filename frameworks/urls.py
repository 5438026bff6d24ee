"""URLs of the pages on which people read frameworks."""

from django.urls import path

from . import views

app_name = "frameworks"

urlpatterns = [
    path("", views.framework_list, name="framework_list"),
    path("practices/", views.practice_search, name="practice_search"),
    path("practices/<uuid:uuid>/", views.practice_detail, name="practice_detail"),
    path("characteristics/<uuid:uuid>/", views.characteristic_detail, name="characteristic_detail"),
    path("editions/<uuid:uuid>/", views.edition_detail, name="edition_detail"),
    path("editions/<uuid:uuid>/beside/<uuid:other>/", views.edition_compare, name="edition_compare"),
    path("scales/<uuid:uuid>/", views.scale_detail, name="scale_detail"),
]
