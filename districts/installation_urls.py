"""The addresses below /installation/."""

from django.urls import path

from .views import installation

app_name = "installation"

urlpatterns = [
    path("", installation.installation, name="districts"),
    path("found/", installation.district_found, name="found"),
    path("districts/<slug:slug>/", installation.district_administrators, name="district"),
    path("people/", installation.person_link, name="person_link"),
    path("mail/", installation.mail_list, name="mail_list"),
    path("mail/again/", installation.mail_again, name="mail_again"),
    path("links/<int:pk>/", installation.installation_link, name="link"),
]
