from django.urls import path

from assessments.paths import CYCLES, ONE

from .views import pairings, reading

PAIRS = CYCLES + "<int:pk>/feedback/"
PEER = "peers/<int:pairing_pk>/"
SAID = PEER + "feedback/<int:feedback_pk>/"

urlpatterns = [
    path(ONE + "feedback/<int:feedback_pk>/", reading.feedback_answer, name="feedback_answer"),
    path(PEER, reading.peer_record, name="peer_record"),
    path(PEER + "<int:number>/", reading.peer_characteristic, name="peer_characteristic"),
    path(PEER + "evidence/<int:evidence_pk>/", reading.peer_file, name="peer_file"),
    path(SAID + "change/", reading.feedback_change, name="feedback_change"),
    path(SAID + "delete/", reading.feedback_delete, name="feedback_delete"),
    path(PAIRS, pairings.pairing_list, name="pairing_list"),
    path(PAIRS + "round/", pairings.pairing_round, name="pairing_round"),
    path(PAIRS + "<int:pairing_pk>/end/", pairings.pairing_end, name="pairing_end"),
]
