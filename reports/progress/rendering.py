"""Draws the teams of a family as HTML in one join: a template for each of 70 teams takes several times as long."""

from html import escape

from django.template.defaultfilters import capfirst
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _


class Drawing:
    """Draws teams with what is said in the same words for each."""

    def __init__(self):
        ready, nobody = escape(_("ready to meet")), escape(_("no one rates alone"))
        self.ready, self.nobody = f'<br><span class="small">{ready}</span>', f'<span class="muted">{nobody}</span>'
        self.answers = escape(_("%(answered)s of %(expected)s"))
        self.labels, self.days = {}, {}

    def teams(self, rows):
        """A row for each."""
        return mark_safe("".join(map(self.team, rows)))  # every text in it is escaped below

    def team(self, row):
        """A team: its state, its last day, its people, its answers."""
        ready = self.ready if row.ready else ""
        return (
            f'<tr><th scope="row">{escape(row.name)}</th>'
            f'<td><span class="badge-state is-{row.css}">{self.label(row.state)}</span>{ready}</td>'
            f'<td class="nowrap">{self.day(row.due)}</td><td class="num">{row.people}</td>'
            f"<td>{self.answered(row) if row.expected else self.nobody}</td></tr>"
        )

    def label(self, state):
        """A state in words."""
        if state not in self.labels:
            self.labels[state] = escape(capfirst(str(state.label)))
        return self.labels[state]

    def day(self, due):
        """A last day in words; most teams have the same one."""
        if due not in self.days:
            self.days[due] = escape(date_format(due, "DATE_FORMAT"))
        return self.days[due]

    def answered(self, row):
        """How many answers there are, in words and as a bar."""
        words = self.answers % {"answered": row.answered, "expected": row.expected}
        return (
            f'<span class="num nowrap">{words}</span>'
            f'<progress class="meter" value="{row.answered}" max="{row.expected}" aria-hidden="true"></progress>'
        )
