"""Draws the levels without their evidence as HTML in one join: a large district has some hundreds of them."""

from html import escape

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def draw_unsupported(report):
    """The table: a row group for each team, a row for each practice."""
    heads = (_("Practice"), _("Agreed"), _("Evidence"), _("Why without it"))
    caption = _(
        "The district’s team first, then schools by family and by name. Each practice leads to its place in the record."
    )
    parts = [
        f'<table class="table-calm"><caption>{escape(caption)}</caption><thead><tr>',
        *(f'<th scope="col">{escape(head)}</th>' for head in heads),
        "</tr></thead>",
    ]
    drawing = Drawing(report.cycle.edition.language)
    for family, teams in report.unsupported.groups:
        parts += [drawing.team(family, team) for team in teams]
    parts.append("</table>")
    return mark_safe("".join(parts))  # every text in it was escaped above


class Drawing:
    """Draws teams with what is said in the same words for each."""

    def __init__(self, language):
        self.language = escape(language)
        self.unsaid = f'<span class="muted">{escape(_("No reason is stated."))}</span>'

    def team(self, family, team):
        """A team under its name, its family beside it."""
        head = (
            f'<tr class="group"><th scope="rowgroup" colspan="4"><a href="{escape(team.href)}">{escape(team.name)}</a>'
            f' <span class="fw-normal muted">{escape(family)}</span></th></tr>'
        )
        return f"<tbody>{head}{''.join(self.row(team, one) for one in team.levels)}</tbody>"

    def row(self, team, one):
        """A practice: what was agreed, on how much, and why."""
        words = ngettext("%(kinds)s of %(asked)s kind", "%(kinds)s of %(asked)s kinds", one.asked)
        reason = escape(one.reason).replace("\n", "<br>") if one.reason else self.unsaid
        return (
            f'<tr><th scope="row"><a class="num" href="{escape(f"{team.href}#p{one.code}")}">{escape(one.code)}</a> '
            f'<span lang="{self.language}">{escape(one.statement)}</span></th>'
            f'<td class="nowrap"><span class="k lvl-{one.level.place}">{one.level.value}</span> {escape(one.level.label)}</td>'
            f'<td class="nowrap num">{escape(words % {"kinds": one.kinds, "asked": one.asked})}</td><td>{reason}</td></tr>'
        )
