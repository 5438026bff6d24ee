"""The reports of a district in the order of the menu, each with the permission that it needs."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy


class MenuEntry(NamedTuple):
    """A report in the menu: name of its URL, label, permission, and whether it is about one published cycle.

    If it is, its link keeps the chosen cycle.
    """

    name: str
    label: str
    permission: str
    of_cycle: bool = True


MENU = (
    MenuEntry("heatmap", gettext_lazy("Heatmap"), "reports.read_results"),
    MenuEntry("trend", gettext_lazy("Trend"), "reports.read_results"),
    MenuEntry("rater_agreement", gettext_lazy("How people rated"), "reports.read_results"),
    MenuEntry("mirror", gettext_lazy("Mirror"), "reports.read_mirror"),
    MenuEntry("evidence", gettext_lazy("Evidence"), "reports.read_results"),
    MenuEntry("peer_offers", gettext_lazy("Who could help"), "reports.read_peer_offers"),
    MenuEntry("progress", gettext_lazy("Progress"), "reports.read_progress", of_cycle=False),
    MenuEntry("board", gettext_lazy("Board report"), "reports.read_board"),
)
