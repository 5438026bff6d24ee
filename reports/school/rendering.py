"""Draws a team's record as HTML in one join: templates for 58 practices and their evidence take a tenth of a second."""

from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from people.text import with_breaks


def draw_overview(report):
    """The rows of the table of characteristics, each figure with the district's beside it."""
    parts = []
    words = _("fewer than five to count")
    few = f'<span class="small">{escape(words)}</span>'
    for section in report.sections:
        column, (level, *others) = section.column, section.figures
        parts.append(
            f'<tr><th scope="row"><a href="#c{column.number}">{column.number} {escape(column.short_name)}</a></th>'
            f'<td><span class="k {level.css}">{escape(level.own)}</span>{noted(level.note)}</td>'
            f'<td class="num muted">{escape(level.district)}{noted(level.district_note)}</td>'
            f'<td class="num muted">{escape(level.range) or few}</td>'
        )
        parts += [
            f'<td class="num">{escape(one.own)}{noted(one.note)}</td>'
            f'<td class="num muted">{escape(one.district)}{noted(one.district_note)}</td>'
            for one in others
        ]
        parts.append("</tr>")
    return mark_safe("".join(parts))  # every text in it was escaped above


def noted(words):
    """What is said below a figure."""
    return f'<br><span class="small muted fw-normal">{escape(words)}</span>' if words else ""


def draw_sections(report, district, edition):
    """Every characteristic with its practices."""
    drawing = Drawing(report, district, edition)
    return mark_safe("".join(map(drawing.section, report.sections)))  # every text in it is escaped below


class Drawing:
    """Draws characteristics with what is said in the same words for each practice."""

    def __init__(self, report, district, edition):
        self.lang = f'lang="{escape(edition.language)}"'
        self.slug = district.slug
        self.agreed = _("%(agreed)s of %(applicable)s practices agreed")
        self.evidence_for, self.no_evidence = _("Evidence for %(code)s"), escape(_("No evidence linked"))
        self.said = (
            ("reason", escape(_("Why"))),
            ("unsupported_reason", escape(_("Why without that evidence"))),
            ("dissent", escape(_("How it is seen differently"))),
        )
        self.marks = (
            ("locally_different", "≠ " + escape(_("locally different on purpose"))),
            ("unsupported", "° " + escape(_("without the evidence that its level asks for"))),
            ("may_be_asked", escape(_("other schools may ask"))),
        )

    def section(self, section):
        """One characteristic, practice by practice."""
        column = section.column
        agreed = self.agreed % {"agreed": section.agreed, "applicable": section.applicable}
        return (
            f'<section class="stack" aria-labelledby="c{column.number}"><div>'
            f'<h2 id="c{column.number}">{column.number} {escape(column.short_name)}</h2>'
            f'<p class="small muted"><span {self.lang}>{escape(column.title)}</span> · '
            f'<span class="num">{escape(agreed)}</span></p></div>{"".join(map(self.practice, section.practices))}</section>'
        )

    def practice(self, practice):
        """What the team agreed, why, and on what evidence."""
        code, group = escape(practice.code), escape(practice.stakeholder_group)
        eyebrow = f'<span class="eyebrow d-block" {self.lang}>{group}</span>' if group else ""
        level = f'<span class="k lvl-{practice.place}">{practice.value}</span>' if practice.place else ""
        unlinked = "" if practice.evidence else f'<p class="small muted">{self.no_evidence}</p>'
        return (
            f'<article class="card task" id="p{code}"><div class="stack-s">'
            f'<h3>{eyebrow}<span class="muted num">{code}</span> <span {self.lang}>{escape(practice.statement)}</span></h3>'
            f"{self.quotes(practice)}{self.chips(practice)}{self.evidence(code, practice.evidence)}{unlinked}</div>"
            f'<p class="level">{level}<b>{escape(practice.outcome)}</b></p></article>'
        )

    def quotes(self, practice):
        """What the team wrote of it."""
        texts = ((heading, getattr(practice, name)) for name, heading in self.said)
        return "".join(
            f'<div class="quote"><p class="small muted">{heading}</p><p>{with_breaks(text)}</p></div>'
            for heading, text in texts
            if text
        )

    def chips(self, practice):
        """What is marked of it."""
        marks = "".join(f'<span class="chip">{words}</span>' for name, words in self.marks if getattr(practice, name))
        return f'<p class="chips">{marks}</p>' if marks else ""

    def evidence(self, code, pieces):
        """What it rests on."""
        if not pieces:
            return ""
        label = escape(self.evidence_for) % {"code": code}
        places = {"place": "reports:evidence_file", "owner": self.slug}
        items = render_to_string("assessments/record/_pieces.jinja", {"pieces": pieces, **places})
        return f'<ul class="chips" aria-label="{label}">{items}</ul>'
