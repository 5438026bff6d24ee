from django.urls import path

from . import views

NAMES = "districts/<slug:slug>/administration/names/"
ALIKE = NAMES + "<str:kind>/<int:pk>/"

urlpatterns = [
    path(NAMES, views.look_alike_list, name="look_alike_list"),
    path(ALIKE + "merge/", views.look_alike_merge, name="look_alike_merge"),
    path(ALIKE + "keep-apart/", views.look_alike_keep_apart, name="look_alike_keep_apart"),
    path(ALIKE + "compare/", views.look_alike_compare, name="look_alike_compare"),
]
