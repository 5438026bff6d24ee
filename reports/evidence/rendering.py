"""Draws the levels without their evidence as HTML in one join: a large district has some hundreds of them."""

from html import escape

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.text import with_breaks


def draw_unsupported(report):
    """Families as headings; under each its schools, to be opened one by one."""
    drawing = Drawing(report.cycle.edition.language)
    parts = []
    for family, teams in report.unsupported.groups:
        parts.append(f"<h3>{escape(family)}</h3>" if family else "")
        parts.extend(drawing.team(team) for team in teams)
    return mark_safe("".join(parts))  # every text in it was escaped above


class Drawing:
    """Draws teams with what is said in the same words for each."""

    def __init__(self, language):
        self.language = escape(language)
        self.unsaid = escape(_("No reason is stated."))

    def team(self, team):
        """A team by name with the number of its levels; opened, the levels."""
        number = len(team.levels)
        words = ngettext("%(number)s level", "%(number)s levels", number) % {"number": number}
        return (
            f'<details class="without"><summary><b>{escape(team.name)}</b> <span class="small muted num nowrap">{escape(words)}'
            f"</span></summary><ul>{''.join(self.level(team, one) for one in team.levels)}</ul></details>"
        )

    def level(self, team, one):
        """A practice, leading to its place in the record: what was agreed, on how much, and why."""
        words = ngettext(
            "%(kinds)s of %(asked)s kind of evidence", "%(kinds)s of %(asked)s kinds of evidence", one.asked
        )
        reason = with_breaks(one.reason) or self.unsaid
        return (
            f'<li><a class="num" href="{escape(f"{team.href}#p{one.code}")}">{escape(one.code)}</a>'
            f'<div><p lang="{self.language}">{escape(one.statement)}</p><p class="small"><span class="k lvl-{one.level.place}">'
            f"{one.level.value}</span> {escape(one.level.label)} · "
            f'<span class="num">{escape(words % {"kinds": one.kinds, "asked": one.asked})}</span></p>'
            f'<p class="small muted">{reason}</p></div></li>'
        )
