"""The site's URLs, one prefix an app."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from districts.invitations.views import join
from districts.own_account.views import access, openings, sealed
from districts.own_account.views.me import me

from . import my_data, my_dates, my_tokens, views

handler400 = "olf_site.bodies.bad_request"
# The sign-in library asks for this name, as Django does for the others.
handler429 = "olf_site.errors.too_many_requests"
handler500 = "olf_site.errors.server_error"

urlpatterns = [
    # First, because people spend their time there, and a screen of a meeting asks once a second.
    path("", include("assessments.urls")),
    path("admin/", admin.site.urls),
    path("accounts/", include("people.urls")),
    path("accounts/signed-in/", views.signed_in, name="signed_in"),
    path("districts/<slug:slug>/administration/", include("districts.urls")),
    path("installation/", include("districts.installation.urls")),
    path("join/<str:token>/", join, name="join"),
    path("me/", me, name="me"),
    path("me/welcome/", views.welcome, name="welcome"),
    path("me/welcome/put-away/", views.welcome_put_away, name="welcome_put_away"),
    path("me/dates/", my_dates.my_dates, name="my_dates"),
    path("me/dates/address/", my_dates.calendar_open, name="calendar_open"),
    path("me/dates/address/end/", my_dates.calendar_close, name="calendar_close"),
    path("me/dates.ics", my_dates.dates_file, name="dates_file"),
    path("me/tokens/", my_tokens.my_tokens, name="my_tokens"),
    path("me/tokens/<int:pk>/end/", my_tokens.token_end, name="token_end"),
    path("me/data/", my_data.my_data, name="my_data"),
    path("me/data/file/", my_data.my_data_file, name="my_data_file"),
    path("me/data/delete/", my_data.my_data_delete, name="my_data_delete"),
    path("me/address/", access.my_address, name="my_address"),
    path("me/address/cancel/", access.address_cancel, name="address_cancel"),
    path("me/recovery-codes/", access.recovery_codes, name="recovery_codes"),
    path("me/sealed/", sealed.my_sealed, name="my_sealed"),
    path("me/sealed/open/", sealed.sealed_open_here, name="sealed_open_here"),
    path("me/sealed/code/", sealed.sealed_open_code, name="sealed_open_code"),
    path("me/sealed/mail/", sealed.sealed_mail, name="sealed_mail"),
    path("me/sealed/ask/", sealed.sealed_ask, name="sealed_ask"),
    path("me/sealed/link/<str:token>/", sealed.sealed_link, name="sealed_link"),
    path("address/confirm/<str:token>/", access.address_confirm, name="address_confirm"),
    path("sealed/", openings.opening_list, name="opening_list"),
    path("sealed/<int:pk>/", openings.opening_detail, name="opening_detail"),
    path("dates/<str:token>.ics", my_dates.calendar, name="calendar_file"),
    path("frameworks/", include("frameworks.urls")),
    path("api/v1/", include("reports.api.urls")),
    path("", include("reports.urls")),
    path("", views.home, name="home"),
    path("protection/", views.protection, name="protection"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("language/", login_not_required(set_language), name="set_language"),
]
