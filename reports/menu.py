"""The reports of a district, in the order in which they are offered: each address says who may read it."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy


class MenuEntry(NamedTuple):
    """A report in the menu: the name of its address, its words, the permission it asks for; whether it is of one
    published cycle, so that the choice of one goes with the reader.
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
    MenuEntry("willing", gettext_lazy("Who could help"), "reports.read_willing"),
    MenuEntry("progress", gettext_lazy("Progress"), "reports.read_progress", of_cycle=False),
    MenuEntry("board", gettext_lazy("Board report"), "reports.read_board"),
)
