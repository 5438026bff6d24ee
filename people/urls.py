"""URLs for signing in and out, and for one's own password: allauth's views without sign-up."""

from allauth.account import views
from django.urls import path, re_path

from .views import forgetting_the_browser, with_statuses

urlpatterns = [
    path("login/", with_statuses(views.login), name="account_login"),
    path("logout/", forgetting_the_browser(views.logout), name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("password/change/", with_statuses(views.password_change), name="account_change_password"),
    path("password/reset/", with_statuses(views.password_reset), name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        with_statuses(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]
