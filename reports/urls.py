"""Addresses of reports; every table has its download beside it."""

from django.urls import path

from .views import analysis, overview, records, results

app_name = "reports"
urlpatterns = [
    path("districts/<slug:slug>/results/", results.heatmap, name="heatmap"),
    path("districts/<slug:slug>/results.csv", results.heatmap_csv, name="heatmap_csv"),
    path("districts/<slug:slug>/results/chart.json", results.heatmap_chart, name="heatmap_chart"),
    path("districts/<slug:slug>/results.xlsx", analysis.workbook, name="workbook_file"),
    path("districts/<slug:slug>/results/practices.csv", analysis.practices_csv, name="outcomes_csv"),
    path("districts/<slug:slug>/results/characteristics/<int:number>/", results.practices, name="practices"),
    path("districts/<slug:slug>/results/characteristics/<int:number>.csv", results.practices_csv, name="practices_csv"),
    path("districts/<slug:slug>/results/schools/<int:school_pk>/", records.school, name="school"),
    path("districts/<slug:slug>/results/schools/<int:school_pk>.csv", records.school_csv, name="school_csv"),
    path("districts/<slug:slug>/results/teams/<int:team_pk>/", records.team, name="team"),
    path("districts/<slug:slug>/results/teams/<int:team_pk>.csv", records.team_csv, name="team_csv"),
    path("districts/<slug:slug>/results/evidence/<int:pk>/", records.evidence_file, name="evidence_file"),
    path("districts/<slug:slug>/results/board/", overview.board, name="board"),
    path("districts/<slug:slug>/results/board.csv", overview.board_csv, name="board_csv"),
    path("districts/<slug:slug>/progress/", overview.progress, name="progress"),
    path("districts/<slug:slug>/progress.csv", overview.progress_csv, name="progress_csv"),
    path("province/", overview.province, name="province"),
    path("province.csv", overview.province_csv, name="province_csv"),
]
