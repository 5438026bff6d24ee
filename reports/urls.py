"""URLs of reports; each table has its downloads beside it, as CSV and as a workbook."""

from django.urls import path

from people.http import moved_to
from reports.analysis import page as analysis_page
from reports.board import download_page
from reports.board import page as board_page
from reports.change_history import page as change_history_page
from reports.evidence import page as evidence_page
from reports.exports.csv import csv_response
from reports.exports.xlsx import table_response
from reports.heatmap import page as heatmap_page
from reports.mirror import page as mirror_page
from reports.peer_offers import page as peer_offers_page
from reports.progress import page as progress_page
from reports.province import page as province_page
from reports.rater_agreement import page as rater_agreement_page
from reports.school import page as school_page
from reports.sharing import page as sharing_page
from reports.story import page as story_page
from reports.trend import page as trend_page


def files(route, view, name):
    """A table's downloads: ``name_csv`` and ``name_xlsx``."""
    return (
        path(f"{route}.csv", view, {"as_file": csv_response}, name=f"{name}_csv"),
        path(f"{route}.xlsx", view, {"as_file": table_response}, name=f"{name}_xlsx"),
    )


app_name = "reports"
urlpatterns = [
    path("districts/<slug:slug>/results/", heatmap_page.heatmap, name="heatmap"),
    path(
        "districts/<slug:slug>/results.csv",
        heatmap_page.heatmap_download,
        {"as_file": csv_response},
        name="heatmap_csv",
    ),
    path(
        "districts/<slug:slug>/results/heatmap.xlsx",
        heatmap_page.heatmap_download,
        {"as_file": table_response},
        name="heatmap_xlsx",
    ),
    path("districts/<slug:slug>/results/chart.json", heatmap_page.heatmap_chart, name="heatmap_chart"),
    path("districts/<slug:slug>/results.xlsx", analysis_page.workbook, name="workbook_file"),
    path(
        "districts/<slug:slug>/results/practices.csv",
        analysis_page.practices_download,
        {"as_file": csv_response},
        name="outcomes_csv",
    ),
    path("districts/<slug:slug>/results/characteristics/<int:number>/", heatmap_page.practices, name="practices"),
    *files("districts/<slug:slug>/results/characteristics/<int:number>", heatmap_page.practices_download, "practices"),
    path(
        "districts/<slug:slug>/results/characteristics/<int:number>/schools/<int:school_pk>/",
        story_page.school_story,
        name="school_story",
    ),
    path(
        "districts/<slug:slug>/results/characteristics/<int:number>/teams/<int:team_pk>/",
        story_page.team_story,
        name="team_story",
    ),
    path("districts/<slug:slug>/results/schools/<int:school_pk>/", school_page.school, name="school"),
    *files("districts/<slug:slug>/results/schools/<int:school_pk>", school_page.school_download, "school"),
    path("districts/<slug:slug>/results/teams/<int:team_pk>/", school_page.team, name="team"),
    *files("districts/<slug:slug>/results/teams/<int:team_pk>", school_page.team_download, "team"),
    path("districts/<slug:slug>/results/evidence/<int:pk>/", school_page.evidence_file, name="evidence_file"),
    path("districts/<slug:slug>/results/trend/", trend_page.trend, name="trend"),
    *files("districts/<slug:slug>/results/trend", trend_page.trend_download, "trend"),
    *files("districts/<slug:slug>/results/trend/practices", trend_page.trend_practices_download, "trend_practices"),
    path("districts/<slug:slug>/results/schools/<int:school_pk>/years/", trend_page.school_years, name="school_years"),
    *files(
        "districts/<slug:slug>/results/schools/<int:school_pk>/years", trend_page.school_years_download, "school_years"
    ),
    path("districts/<slug:slug>/results/teams/<int:team_pk>/years/", trend_page.team_years, name="team_years"),
    *files("districts/<slug:slug>/results/teams/<int:team_pk>/years", trend_page.team_years_download, "team_years"),
    path(
        "districts/<slug:slug>/results/rater-agreement/", rater_agreement_page.rater_agreement, name="rater_agreement"
    ),
    *files(
        "districts/<slug:slug>/results/rater-agreement",
        rater_agreement_page.rater_agreement_download,
        "rater_agreement",
    ),
    path("districts/<slug:slug>/results/agreement/", moved_to("reports:rater_agreement"), name="agreement"),
    path("districts/<slug:slug>/results/agreement.csv", moved_to("reports:rater_agreement_csv"), name="agreement_csv"),
    path("districts/<slug:slug>/results/mirror/", mirror_page.mirror, name="mirror"),
    *files("districts/<slug:slug>/results/mirror", mirror_page.mirror_download, "mirror"),
    path("districts/<slug:slug>/results/mirror/chart.json", mirror_page.mirror_chart_data, name="mirror_chart"),
    path("districts/<slug:slug>/results/evidence/", evidence_page.evidence, name="evidence"),
    *files("districts/<slug:slug>/results/evidence", evidence_page.evidence_download, "evidence"),
    *files("districts/<slug:slug>/results/evidence/unsupported", evidence_page.unsupported_download, "unsupported"),
    *files("districts/<slug:slug>/results/evidence/reused", evidence_page.reused_download, "reused"),
    path("districts/<slug:slug>/results/who-could-help/", peer_offers_page.peer_offer_list, name="peer_offers"),
    *files("districts/<slug:slug>/results/who-could-help", peer_offers_page.peer_offer_download, "peer_offers"),
    path(
        "districts/<slug:slug>/results/who-could-help/<uuid:practice_uuid>/",
        peer_offers_page.peer_offer_practice,
        name="peer_offer_practice",
    ),
    path("districts/<slug:slug>/results/board/", board_page.board, name="board"),
    *files("districts/<slug:slug>/results/board", board_page.board_download, "board"),
    path("districts/<slug:slug>/results/board/write/", board_page.board_write, name="board_write"),
    path("districts/<slug:slug>/results/board/ready/", board_page.board_ready, name="board_ready"),
    path("districts/<slug:slug>/results/board/take-back/", board_page.board_take_back, name="board_take_back"),
    path("districts/<slug:slug>/results/board/export/<slug:kind>/", download_page.board_export, name="board_export"),
    path("districts/<slug:slug>/results/board/links/", sharing_page.link_list, name="link_list"),
    path("districts/<slug:slug>/results/board/links/<int:pk>/revoke/", sharing_page.link_revoke, name="link_revoke"),
    path("exports/<uuid:pk>/", download_page.export, name="export"),
    path("exports/<uuid:pk>/file/", download_page.export_file, name="export_file"),
    path("shared/<str:token>/", sharing_page.shared, name="shared"),
    path("shared/<str:token>/looked/", sharing_page.shared_looked, name="shared_looked"),
    path("districts/<slug:slug>/progress/", progress_page.progress, name="progress"),
    *files("districts/<slug:slug>/progress", progress_page.progress_download, "progress"),
    path("districts/<slug:slug>/history/", change_history_page.history, name="history"),
    *files("districts/<slug:slug>/history", change_history_page.history_download, "history"),
    path("province/", province_page.province, name="province"),
    *files("province", province_page.province_download, "province"),
]
