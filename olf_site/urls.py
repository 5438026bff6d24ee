"""The site's addresses: one room per app."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from districts.views.invitations import join
from districts.views.me import me

from . import views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("people.urls")),
    path("districts/<slug:slug>/administration/", include("districts.urls")),
    path("installation/", include("districts.installation_urls")),
    path("join/<str:token>/", join, name="join"),
    path("me/", me, name="me"),
    path("frameworks/", include("frameworks.urls")),
    path("", include("assessments.urls")),
    path("", include("reports.urls")),
    path("", views.home, name="home"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("language/", login_not_required(set_language), name="set_language"),
]
