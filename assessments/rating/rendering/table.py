"""All practices of an edition as one compact table, for people who know the anchors by heart."""

from html import escape

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from frameworks.rendering import hidden_unless, tiles

from .cards import CardSet, draw_saved


class TableSet(CardSet):
    """Draws rows instead of cards: the same answers and the same form, without anchors, look-fors and evidence."""

    def __init__(self, request, assessment, is_on):
        super().__init__(request, assessment, is_on)
        levels = tiles(assessment.cycle.scale_id, assessment.team)
        rest = '<span class="k k-rest" aria-hidden="true">{}</span>'
        face = '<span class="k lvl-{step}" aria-hidden="true">{value}</span>'
        # Value, label and face of each, as they stand in the page.
        self.choices = [
            *((t["value"], escape(t["label"]), format_html(face, **t)) for t in levels),
            ("not_enough_information", escape(_("Not enough information")), format_html(rest, "?")),
            ("does_not_apply", escape(_("Does not apply, because…")), format_html(rest, "–")),
            ("withdrawn", escape(_("Take my answer back")), format_html(rest, "×")),
        ]

    def open_form(self, key, live):
        """The form's beginning; without scripts a save leads back to the table."""
        return f'{super().open_form(key, live)}<input type="hidden" name="in_table" value="1">'

    def draw_legend(self):
        """What the small buttons stand for, once for all rows."""
        return mark_safe("".join(f"<span>{face} {label}</span>" for _value, label, face in self.choices))

    def draw(self, row):
        """One row: the practice, its answers as small buttons, what became of the last save."""
        key, code = str(row.practice.uuid), escape(row.practice.code)
        live = self.is_on and not row.revealed
        return mark_safe(
            f'<article class="pr pr-row" id="practice-{key}" tabindex="-1">{self.open_form(key, live)}'
            f'<p id="statement-{key}" lang="{self.language}"><span class="code">{code}</span> '
            f"{escape(row.practice.words_statement)}</p>"
            f'<fieldset{"" if live else " disabled"} aria-describedby="statement-{key}">'
            f'<legend class="visually-hidden">{code}: {self.question}</legend>'
            f'<div class="lvs lvs-row">{self.draw_choices(key, row)}</div>{self.draw_note(key, row)}'
            f'<p class="no-js-only"><button class="btn btn-sm btn-outline-secondary" type="submit">{self.save}'
            f'<span class="visually-hidden"> {code}</span></button></p></fieldset>'
            f"{draw_saved(row, self.assessment)}</form></article>"
        )

    def draw_choices(self, key, row):
        """The answers; each says its words to a screen reader, and to a pointer that rests on it."""
        chosen = row.chosen
        back = hidden_unless(row.saved or chosen == "withdrawn")
        return "".join(
            f'<label title="{label}"{back if value == "withdrawn" else ""}>'
            f'<input type="radio" name="answer" id="a{value}-{key}" value="{value}"'
            f'{" checked" if chosen == value else ""}>{face}<span class="visually-hidden">{label}</span></label>'
            for value, label, face in self.choices
        )
