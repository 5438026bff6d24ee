from django.urls import path

from assessments.paths import ONE, PRACTICE
from people.http import moved_to

from .views import desk, room, summary

urlpatterns = [
    # First, because every screen of a meeting asks for it once a second, and every answer comes in there.
    path(ONE + "meeting/now/", room.meeting_now, name="meeting_now"),
    path(ONE + "meeting/", desk.meeting_detail, name="meeting_detail"),
    path(ONE + "meeting/start/", desk.meeting_start, name="meeting_start"),
    path(PRACTICE + "meeting/", desk.meeting_practice, name="meeting_practice"),
    path(PRACTICE + "reveal/", desk.practice_reveal, name="practice_reveal"),
    path(PRACTICE + "park/", desk.practice_park, name="practice_park"),
    path(PRACTICE + "unpark/", desk.practice_unpark, name="practice_unpark"),
    path(ONE + "meeting/move/", desk.meeting_move, name="meeting_move"),
    path(ONE + "meeting/room/", room.meeting_room, name="meeting_room"),
    path(ONE + "meeting/screen/", room.meeting_screen, name="meeting_screen"),
    path(ONE + "meeting/summary/", summary.meeting_summary, name="meeting_summary"),
    path(ONE + "rater-agreement/", summary.rater_agreement_detail, name="rater_agreement_detail"),
    path(ONE + "agreement/", moved_to("assessments:rater_agreement_detail"), name="agreement_detail"),
]
