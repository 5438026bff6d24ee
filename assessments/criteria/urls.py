from django.urls import path

from assessments.paths import ONE

from .views import offers, withdrawal, writing

CRITERIA = ONE + "criteria/"
VERSION = CRITERIA + "versions/<int:version_pk>/"
OFFERS = "districts/<slug:slug>/criteria/"

urlpatterns = [
    path(CRITERIA, writing.criterion_list, name="criterion_list"),
    path(CRITERIA + "take-over/", writing.criterion_take_over, name="criterion_take_over"),
    path(CRITERIA + "<uuid:practice_uuid>/", writing.criterion_practice, name="criterion_practice"),
    path(VERSION + "restore/", writing.criterion_restore, name="criterion_restore"),
    path(VERSION + "adopt/", writing.criterion_adopt, name="criterion_adopt"),
    path(VERSION + "keep/", writing.criterion_keep, name="criterion_keep"),
    path(VERSION + "offer/", offers.criterion_offer, name="criterion_offer"),
    path(VERSION + "take-back/", offers.criterion_take_back, name="criterion_take_back"),
    path(VERSION + "withdraw/", withdrawal.criterion_withdraw, name="criterion_withdraw"),
    path(OFFERS, offers.offer_list, name="offer_list"),
    path(OFFERS + "<int:version_pk>/take-back/", offers.offer_take_back, name="offer_take_back"),
    path(OFFERS + "<int:version_pk>/withdraw/", withdrawal.offer_withdraw, name="offer_withdraw"),
]
