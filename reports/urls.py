"""Addresses of reports; every table has its download beside it."""

from django.urls import path

from .views import board, exports, overview, records, results, sharing

app_name = "reports"
urlpatterns = [
    path("districts/<slug:slug>/results/", results.heatmap, name="heatmap"),
    path("districts/<slug:slug>/results.csv", results.heatmap_csv, name="heatmap_csv"),
    path("districts/<slug:slug>/results/chart.json", results.heatmap_chart, name="heatmap_chart"),
    path("districts/<slug:slug>/results/characteristics/<int:number>/", results.practices, name="practices"),
    path("districts/<slug:slug>/results/characteristics/<int:number>.csv", results.practices_csv, name="practices_csv"),
    path("districts/<slug:slug>/results/schools/<int:school_pk>/", records.school, name="school"),
    path("districts/<slug:slug>/results/schools/<int:school_pk>.csv", records.school_csv, name="school_csv"),
    path("districts/<slug:slug>/results/teams/<int:team_pk>/", records.team, name="team"),
    path("districts/<slug:slug>/results/teams/<int:team_pk>.csv", records.team_csv, name="team_csv"),
    path("districts/<slug:slug>/results/evidence/<int:pk>/", records.evidence_file, name="evidence_file"),
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
    path("province/", overview.province, name="province"),
    path("province.csv", overview.province_csv, name="province_csv"),
]
