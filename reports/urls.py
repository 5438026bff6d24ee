"""Addresses of reports; every table has its downloads beside it, as CSV and as a workbook."""

from django.urls import path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from .taken.csv import csv_response
from .taken.workbook import table_response
from .views import (
    analysis,
    board,
    evidence,
    exports,
    history,
    mirror,
    overview,
    rater_agreement,
    records,
    results,
    sharing,
    stories,
    trend,
    willing,
)


def moved_to(name):
    """Where a report stood before: bookmarks are led on for good, and keep the cycle that they name."""
    return require_safe(RedirectView.as_view(pattern_name=name, permanent=True, query_string=True))


def files(route, view, name):
    """A table's downloads: ``name_csv`` and ``name_xlsx``."""
    return (
        path(f"{route}.csv", view, {"as_file": csv_response}, name=f"{name}_csv"),
        path(f"{route}.xlsx", view, {"as_file": table_response}, name=f"{name}_xlsx"),
    )


app_name = "reports"
urlpatterns = [
    path("districts/<slug:slug>/results/", results.heatmap, name="heatmap"),
    path("districts/<slug:slug>/results.csv", results.heatmap_download, {"as_file": csv_response}, name="heatmap_csv"),
    path(
        "districts/<slug:slug>/results/heatmap.xlsx",
        results.heatmap_download,
        {"as_file": table_response},
        name="heatmap_xlsx",
    ),
    path("districts/<slug:slug>/results/chart.json", results.heatmap_chart, name="heatmap_chart"),
    path("districts/<slug:slug>/results.xlsx", analysis.workbook, name="workbook_file"),
    path(
        "districts/<slug:slug>/results/practices.csv",
        analysis.practices_download,
        {"as_file": csv_response},
        name="outcomes_csv",
    ),
    path("districts/<slug:slug>/results/characteristics/<int:number>/", results.practices, name="practices"),
    *files("districts/<slug:slug>/results/characteristics/<int:number>", results.practices_download, "practices"),
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
    *files("districts/<slug:slug>/results/schools/<int:school_pk>", records.school_download, "school"),
    path("districts/<slug:slug>/results/teams/<int:team_pk>/", records.team, name="team"),
    *files("districts/<slug:slug>/results/teams/<int:team_pk>", records.team_download, "team"),
    path("districts/<slug:slug>/results/evidence/<int:pk>/", records.evidence_file, name="evidence_file"),
    path("districts/<slug:slug>/results/trend/", trend.trend, name="trend"),
    *files("districts/<slug:slug>/results/trend", trend.trend_download, "trend"),
    *files("districts/<slug:slug>/results/trend/practices", trend.trend_practices_download, "trend_practices"),
    path("districts/<slug:slug>/results/schools/<int:school_pk>/years/", trend.school_years, name="school_years"),
    *files("districts/<slug:slug>/results/schools/<int:school_pk>/years", trend.school_years_download, "school_years"),
    path("districts/<slug:slug>/results/teams/<int:team_pk>/years/", trend.team_years, name="team_years"),
    *files("districts/<slug:slug>/results/teams/<int:team_pk>/years", trend.team_years_download, "team_years"),
    path("districts/<slug:slug>/results/rater-agreement/", rater_agreement.rater_agreement, name="rater_agreement"),
    *files(
        "districts/<slug:slug>/results/rater-agreement", rater_agreement.rater_agreement_download, "rater_agreement"
    ),
    path("districts/<slug:slug>/results/agreement/", moved_to("reports:rater_agreement"), name="agreement"),
    path("districts/<slug:slug>/results/agreement.csv", moved_to("reports:rater_agreement_csv"), name="agreement_csv"),
    path("districts/<slug:slug>/results/mirror/", mirror.mirror, name="mirror"),
    *files("districts/<slug:slug>/results/mirror", mirror.mirror_download, "mirror"),
    path("districts/<slug:slug>/results/mirror/chart.json", mirror.mirror_chart_data, name="mirror_chart"),
    path("districts/<slug:slug>/results/evidence/", evidence.evidence, name="evidence"),
    *files("districts/<slug:slug>/results/evidence", evidence.evidence_download, "evidence"),
    *files("districts/<slug:slug>/results/evidence/unsupported", evidence.unsupported_download, "unsupported"),
    *files("districts/<slug:slug>/results/evidence/reused", evidence.reused_download, "reused"),
    path("districts/<slug:slug>/results/who-could-help/", willing.willing, name="willing"),
    *files("districts/<slug:slug>/results/who-could-help", willing.willing_download, "willing"),
    path(
        "districts/<slug:slug>/results/who-could-help/<uuid:practice_uuid>/",
        willing.willing_practice,
        name="willing_practice",
    ),
    path("districts/<slug:slug>/results/board/", board.board, name="board"),
    *files("districts/<slug:slug>/results/board", board.board_download, "board"),
    path("districts/<slug:slug>/results/board/write/", board.board_write, name="board_write"),
    path("districts/<slug:slug>/results/board/ready/", board.board_ready, name="board_ready"),
    path("districts/<slug:slug>/results/board/take-back/", board.board_take_back, name="board_take_back"),
    path("districts/<slug:slug>/results/board/export/<slug:kind>/", exports.board_export, name="board_export"),
    path("districts/<slug:slug>/results/board/links/", sharing.link_list, name="link_list"),
    path("districts/<slug:slug>/results/board/links/<int:pk>/revoke/", sharing.link_revoke, name="link_revoke"),
    path("exports/<uuid:pk>/", exports.export, name="export"),
    path("exports/<uuid:pk>/file/", exports.export_file, name="export_file"),
    path("shared/<str:token>/", sharing.shared, name="shared"),
    path("shared/<str:token>/looked/", sharing.shared_looked, name="shared_looked"),
    path("districts/<slug:slug>/progress/", overview.progress, name="progress"),
    *files("districts/<slug:slug>/progress", overview.progress_download, "progress"),
    path("districts/<slug:slug>/history/", history.history, name="history"),
    *files("districts/<slug:slug>/history", history.history_download, "history"),
    path("province/", overview.province, name="province"),
    *files("province", overview.province_download, "province"),
]
