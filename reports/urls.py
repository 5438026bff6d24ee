"""Addresses of reports; every table has its download beside it."""

from django.urls import path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

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


app_name = "reports"
urlpatterns = [
    path("districts/<slug:slug>/results/", results.heatmap, name="heatmap"),
    path("districts/<slug:slug>/results.csv", results.heatmap_csv, name="heatmap_csv"),
    path("districts/<slug:slug>/results/chart.json", results.heatmap_chart, name="heatmap_chart"),
    path("districts/<slug:slug>/results.xlsx", analysis.workbook, name="workbook_file"),
    path("districts/<slug:slug>/results/practices.csv", analysis.practices_csv, name="outcomes_csv"),
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
    path("districts/<slug:slug>/results/rater-agreement/", rater_agreement.rater_agreement, name="rater_agreement"),
    path(
        "districts/<slug:slug>/results/rater-agreement.csv",
        rater_agreement.rater_agreement_csv,
        name="rater_agreement_csv",
    ),
    path("districts/<slug:slug>/results/agreement/", moved_to("reports:rater_agreement"), name="agreement"),
    path("districts/<slug:slug>/results/agreement.csv", moved_to("reports:rater_agreement_csv"), name="agreement_csv"),
    path("districts/<slug:slug>/results/mirror/", mirror.mirror, name="mirror"),
    path("districts/<slug:slug>/results/mirror.csv", mirror.mirror_csv, name="mirror_csv"),
    path("districts/<slug:slug>/results/mirror/chart.json", mirror.mirror_chart_data, name="mirror_chart"),
    path("districts/<slug:slug>/results/evidence/", evidence.evidence, name="evidence"),
    path("districts/<slug:slug>/results/evidence.csv", evidence.evidence_csv, name="evidence_csv"),
    path("districts/<slug:slug>/results/evidence/unsupported.csv", evidence.unsupported_csv, name="unsupported_csv"),
    path("districts/<slug:slug>/results/evidence/reused.csv", evidence.reused_csv, name="reused_csv"),
    path("districts/<slug:slug>/results/who-could-help/", willing.willing, name="willing"),
    path("districts/<slug:slug>/results/who-could-help.csv", willing.willing_csv, name="willing_csv"),
    path(
        "districts/<slug:slug>/results/who-could-help/<uuid:practice_uuid>/",
        willing.willing_practice,
        name="willing_practice",
    ),
    path("districts/<slug:slug>/results/board/", board.board, name="board"),
    path("districts/<slug:slug>/results/board.csv", board.board_csv, name="board_csv"),
    path("districts/<slug:slug>/results/board/write/", board.board_write, name="board_write"),
    path("districts/<slug:slug>/results/board/ready/", board.board_ready, name="board_ready"),
    path("districts/<slug:slug>/results/board/take-back/", board.board_take_back, name="board_take_back"),
    path("districts/<slug:slug>/results/board/export/<slug:kind>/", exports.board_export, name="board_export"),
    path("districts/<slug:slug>/results/board/links/", sharing.link_list, name="link_list"),
    path("districts/<slug:slug>/results/board/links/<int:pk>/revoke/", sharing.link_revoke, name="link_revoke"),
    path("exports/<uuid:pk>/", exports.export, name="export"),
    path("exports/<uuid:pk>/file/", exports.export_file, name="export_file"),
    path("shared/<str:token>/", sharing.shared, name="shared"),
    path("districts/<slug:slug>/progress/", overview.progress, name="progress"),
    path("districts/<slug:slug>/progress.csv", overview.progress_csv, name="progress_csv"),
    path("districts/<slug:slug>/history/", history.history, name="history"),
    path("districts/<slug:slug>/history.csv", history.history_csv, name="history_csv"),
    path("province/", overview.province, name="province"),
    path("province.csv", overview.province_csv, name="province_csv"),
]
