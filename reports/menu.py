"""The reports of a district, in the order in which they are offered: each address says who may read it."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy


class Entry(NamedTuple):
    """A report in the menu: the name of its address, its words, the permission it asks for; whether it is of one
    published cycle, so that the choice of one goes with the reader.
    """

    name: str
    label: str
    permission: str
    of_cycle: bool = True


MENU = (
    Entry("heatmap", gettext_lazy("Heatmap"), "reports.read_results"),
    Entry("evidence", gettext_lazy("Evidence"), "reports.read_results"),
    Entry("willing", gettext_lazy("Who could help"), "reports.read_willing"),
    Entry("progress", gettext_lazy("Progress"), "reports.read_progress", of_cycle=False),
    Entry("board", gettext_lazy("At a glance"), "reports.read_board"),
)
