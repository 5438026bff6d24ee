from django.urls import path

from assessments.paths import ONE, PRACTICE

from .views import notice, own_ratings, rate

urlpatterns = [
    path(PRACTICE + "rate/", rate.rate_practice, name="rate_practice"),
    path("assessments/offline.js", rate.rate_offline, name="rate_offline"),
    path(ONE + "notice/", notice.notice_detail, name="notice_detail"),
    path(ONE + "notice/accept/", notice.notice_accept, name="notice_accept"),
    path(ONE + "rate/", rate.rate_next, name="rate_next"),
    path(ONE + "rate/table/", rate.rate_table, name="rate_table"),
    path(ONE + "rate/<int:number>/", rate.rate_characteristic, name="rate_characteristic"),
    path("ratings/", own_ratings.own_rating_list, name="own_rating_list"),
    path("ratings/<int:pk>/take-back/", own_ratings.own_rating_take_back, name="own_rating_take_back"),
]
