"""URLs below /installation/."""

from django.urls import path

from . import views

app_name = "installation"

urlpatterns = [
    path("", views.installation, name="districts"),
    path("found/", views.district_create, name="found"),
    path("districts/<slug:slug>/", views.district_administrators, name="district"),
    path("people/", views.person_link, name="person_link"),
    path("mail/", views.mail_list, name="mail_list"),
    path("mail/again/", views.mail_again, name="mail_again"),
    path("links/<int:pk>/", views.installation_link, name="link"),
]
