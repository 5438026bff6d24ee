from django.urls import path

from .views import sharing, writing

REFLECTION = "reflection/<uuid:resource_uuid>/"

urlpatterns = [
    path("reflection/", writing.reflection_list, name="reflection_list"),
    path("reflection/delete/", writing.reflection_delete_all, name="reflection_delete_all"),
    path("reflection/entries/<uuid:entry_uuid>/delete/", writing.reflection_delete, name="reflection_delete"),
    path("reflection/shared/", sharing.reflection_shared, name="reflection_shared"),
    path("reflection/shared/<uuid:share_uuid>/", sharing.reflection_shared_detail, name="reflection_shared_detail"),
    path(REFLECTION, writing.reflection_detail, name="reflection_detail"),
    path(REFLECTION + "share/", sharing.reflection_share, name="reflection_share"),
    path(REFLECTION + "take-back/", sharing.reflection_take_back, name="reflection_take_back"),
]
