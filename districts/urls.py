"""The addresses below /districts/<slug>/administration/."""

from django.urls import path

from .views import imports, invitations, overview, people, schools, teams

app_name = "districts"

urlpatterns = [
    path("", overview.administration, name="administration"),
    path("settings/", overview.district_settings, name="district_settings"),
    path("settings/notice/", overview.notice_change, name="notice_change"),
    path("schools/", schools.school_list, name="school_list"),
    path("schools/add/", schools.school_add, name="school_add"),
    path("schools/import/", imports.school_import, name="school_import"),
    path("schools/<int:pk>/", schools.school_change, name="school_change"),
    path("schools/<int:pk>/close/", schools.school_close, name="school_close"),
    path("schools/<int:pk>/reopen/", schools.school_reopen, name="school_reopen"),
    path("families/", schools.family_list, name="family_list"),
    path("families/<int:pk>/", schools.family_change, name="family_change"),
    path("teams/", teams.team_list, name="team_list"),
    path("teams/add/", teams.team_add, name="team_add"),
    path("teams/<int:pk>/", teams.team_detail, name="team_detail"),
    path("teams/<int:pk>/change/", teams.team_change, name="team_change"),
    path("teams/<int:pk>/join/", teams.team_join, name="team_join"),
    path("memberships/<int:pk>/change/", teams.membership_change, name="membership_change"),
    path("memberships/<int:pk>/end/", teams.membership_end, name="membership_end"),
    path("people/", people.person_list, name="person_list"),
    path("people/add/", people.person_add, name="person_add"),
    path("people/import/", imports.person_import, name="person_import"),
    path("people/<int:pk>/", people.person_detail, name="person_detail"),
    path("people/<int:pk>/change/", people.person_change, name="person_change"),
    path("people/<int:pk>/leave/", people.person_leave, name="person_leave"),
    path("people/<int:pk>/appoint/", people.appointment_add, name="appointment_add"),
    path("people/<int:pk>/link/", invitations.invitation_make, name="invitation_make"),
    path("appointments/<int:pk>/end/", people.appointment_end, name="appointment_end"),
    path("links/", invitations.invitation_list, name="invitation_list"),
    path("links/mail/", invitations.invitation_mail_all, name="invitation_mail_all"),
    path("links/<int:pk>/", invitations.invitation_detail, name="invitation_detail"),
    path("links/<int:pk>/mail/", invitations.invitation_mail, name="invitation_mail"),
    path("links/<int:pk>/renew/", invitations.invitation_renew, name="invitation_renew"),
    path("links/<int:pk>/withdraw/", invitations.invitation_withdraw, name="invitation_withdraw"),
]
