"""Addresses of reports; every table has its download beside it."""

from django.urls import path

from .views import agreement, mirror, overview, records, results, stories, trend

app_name = "reports"
urlpatterns = [
    path("districts/<slug:slug>/results/", results.heatmap, name="heatmap"),
    path("districts/<slug:slug>/results.csv", results.heatmap_csv, name="heatmap_csv"),
    path("districts/<slug:slug>/results/chart.json", results.heatmap_chart, name="heatmap_chart"),
    path("districts/<slug:slug>/results/characteristics/<int:number>/", results.practices, name="practices"),
    path("districts/<slug:slug>/results/characteristics/<int:number>.csv", results.practices_csv, name="practices_csv"),
    path(
        "districts/<slug:slug>/results/characteristics/<int:number>/schools/<int:school_pk>/",
        stories.school_story,
        name="school_story",
    ),
    path(
        "districts/<slug:slug>/results/characteristics/<int:number>/teams/<int:team_pk>/",
        stories.team_story,
        name="team_story",
    ),
    path("districts/<slug:slug>/results/schools/<int:school_pk>/", records.school, name="school"),
    path("districts/<slug:slug>/results/schools/<int:school_pk>.csv", records.school_csv, name="school_csv"),
    path("districts/<slug:slug>/results/teams/<int:team_pk>/", records.team, name="team"),
    path("districts/<slug:slug>/results/teams/<int:team_pk>.csv", records.team_csv, name="team_csv"),
    path("districts/<slug:slug>/results/evidence/<int:pk>/", records.evidence_file, name="evidence_file"),
    path("districts/<slug:slug>/results/trend/", trend.trend, name="trend"),
    path("districts/<slug:slug>/results/trend.csv", trend.trend_csv, name="trend_csv"),
    path("districts/<slug:slug>/results/trend/practices.csv", trend.trend_practices_csv, name="trend_practices_csv"),
    path("districts/<slug:slug>/results/schools/<int:school_pk>/years/", trend.school_years, name="school_years"),
    path(
        "districts/<slug:slug>/results/schools/<int:school_pk>/years.csv",
        trend.school_years_csv,
        name="school_years_csv",
    ),
    path("districts/<slug:slug>/results/teams/<int:team_pk>/years/", trend.team_years, name="team_years"),
    path("districts/<slug:slug>/results/teams/<int:team_pk>/years.csv", trend.team_years_csv, name="team_years_csv"),
    path("districts/<slug:slug>/results/board/", overview.board, name="board"),
    path("districts/<slug:slug>/results/board.csv", overview.board_csv, name="board_csv"),
    path("districts/<slug:slug>/results/agreement/", agreement.agreement, name="agreement"),
    path("districts/<slug:slug>/results/agreement.csv", agreement.agreement_csv, name="agreement_csv"),
    path("districts/<slug:slug>/results/mirror/", mirror.mirror, name="mirror"),
    path("districts/<slug:slug>/results/mirror.csv", mirror.mirror_csv, name="mirror_csv"),
    path("districts/<slug:slug>/results/mirror/chart.json", mirror.mirror_chart_data, name="mirror_chart"),
    path("districts/<slug:slug>/progress/", overview.progress, name="progress"),
    path("districts/<slug:slug>/progress.csv", overview.progress_csv, name="progress_csv"),
    path("province/", overview.province, name="province"),
    path("province.csv", overview.province_csv, name="province_csv"),
]
