"""URLs below /districts/<slug>/administration/."""

from django.urls import path

from districts.imports import views as imports_views
from districts.invitations import views as invitations_views
from districts.people import views as people_views
from districts.schools import views as schools_views
from districts.settings import views as settings_views
from districts.teams import views as teams_views

app_name = "districts"

urlpatterns = [
    path("", settings_views.administration, name="administration"),
    path("settings/", settings_views.district_settings, name="district_settings"),
    path("settings/notice/", settings_views.notice_change, name="notice_change"),
    path("schools/", schools_views.school_list, name="school_list"),
    path("schools/add/", schools_views.school_add, name="school_add"),
    path("schools/import/", imports_views.school_import, name="school_import"),
    path("schools/<int:pk>/", schools_views.school_change, name="school_change"),
    path("schools/<int:pk>/close/", schools_views.school_close, name="school_close"),
    path("schools/<int:pk>/reopen/", schools_views.school_reopen, name="school_reopen"),
    path("families/", schools_views.family_list, name="family_list"),
    path("families/<int:pk>/", schools_views.family_change, name="family_change"),
    path("teams/", teams_views.team_list, name="team_list"),
    path("teams/add/", teams_views.team_add, name="team_add"),
    path("teams/<int:pk>/", teams_views.team_detail, name="team_detail"),
    path("teams/<int:pk>/change/", teams_views.team_change, name="team_change"),
    path("teams/<int:pk>/join/", teams_views.team_join, name="team_join"),
    path("memberships/<int:pk>/change/", teams_views.membership_change, name="membership_change"),
    path("memberships/<int:pk>/end/", teams_views.membership_end, name="membership_end"),
    path("people/", people_views.person_list, name="person_list"),
    path("people/add/", people_views.person_add, name="person_add"),
    path("people/import/", imports_views.person_import, name="person_import"),
    path("people/<int:pk>/", people_views.person_detail, name="person_detail"),
    path("people/<int:pk>/change/", people_views.person_change, name="person_change"),
    path("people/<int:pk>/leave/", people_views.person_leave, name="person_leave"),
    path("people/<int:pk>/appoint/", people_views.appointment_add, name="appointment_add"),
    path("people/<int:pk>/link/", invitations_views.invitation_make, name="invitation_make"),
    path("appointments/<int:pk>/end/", people_views.appointment_end, name="appointment_end"),
    path("links/", invitations_views.invitation_list, name="invitation_list"),
    path("links/mail/", invitations_views.invitation_mail_all, name="invitation_mail_all"),
    path("links/<int:pk>/", invitations_views.invitation_detail, name="invitation_detail"),
    path("links/<int:pk>/mail/", invitations_views.invitation_mail, name="invitation_mail"),
    path("links/<int:pk>/renew/", invitations_views.invitation_renew, name="invitation_renew"),
    path("links/<int:pk>/withdraw/", invitations_views.invitation_withdraw, name="invitation_withdraw"),
]
