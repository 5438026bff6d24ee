"""A practice as a card: what it shows, and how it is drawn.

A page holds up to fifteen cards and a template takes most of a millisecond for one, so cards are joined from
parts that are the same on all of them. What was typed by people is escaped here, part by part, with Python's own
``escape``: Django's calls it too, after asking of each argument whether it is a text that waits for its language.
"""

import uuid
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assessments.evidence.models import Evidence
from frameworks.rendering import look_fors, tile_set
from people.addresses import address
from people.typed_by import hidden_inputs_of

from ..models import Answer, Rating

NO_PRACTICE = uuid.UUID(int=0)
NO_KEY = str(NO_PRACTICE)
CHIP_WORDS = (Evidence.Carrier.choices, Evidence.Rung.choices)
# Success criteria of a practice that are longer than this, in characters, open when they are asked for.
LONG = 1200


@dataclass(frozen=True)
class CardRow:
    """One practice as its card shows it: what is saved, what was typed, what went wrong."""

    practice: object
    rating: Rating | None
    evidence: tuple = ()
    revealed: bool = False
    form: object = None
    stored: Rating | None = None
    described: tuple = ()

    @property
    def chosen(self):
        """The answer the card shows as chosen: what was typed, else what is saved."""
        if self.form and self.form.is_bound:
            return self.form.data.get("answer", "")
        if self.rating is None or self.rating.answer == Answer.WITHDRAWN or self.rating.is_sealed:
            return ""
        return str(self.rating.level.value) if self.rating.level_id else self.rating.answer

    @property
    def note(self):
        """The note as typed, else as saved."""
        if self.form and self.form.is_bound:
            return self.form.data.get("note", "")
        return self.rating.note if self.rating else ""

    @property
    def chosen_label(self):
        """The chosen answer in words, for the part that shows both sides of a conflict."""
        level = self.form.levels.get(self.chosen) if self.form else None
        return level.words_label if level else dict(Answer.choices).get(self.chosen, "–")

    @property
    def revision(self):
        """The revision the next save builds upon: after a conflict, the stored one the person has now seen."""
        shown = self.stored or self.rating
        return shown.revision if shown else 0

    @property
    def saved(self):
        """The saved rating, when it says something."""
        return self.rating if self.rating and self.rating.answer != Answer.WITHDRAWN else None


@lru_cache
def check_mark():
    """The sign beside the time of a save."""
    return render_to_string("_components/icon.html", {"name": "check"}).strip()


@lru_cache
def sealed_mark():
    """The sign beside an answer that is not shown."""
    return render_to_string("_components/icon.html", {"name": "lock"}).strip()


def clock_time(moment):
    """A moment's time as every page writes it, by the district's clock."""
    return date_format(localtime(moment), "TIME_FORMAT")


def draw_saved(row, assessment, progress=None):
    """The part of a card that every save replaces: the next edit's names, and what became of the last one."""
    saved_at = clock_time(row.rating.saved_at) if row.rating else ""
    if row.stored or (row.form and row.form.errors):
        state = render_to_string("assessments/rating/_unsaved.html", {"row": row, "assessment": assessment})
    elif row.saved and row.saved.is_sealed:
        words = _("Answered; your answer is sealed")
        state = f'<span class="saved muted">{sealed_mark()} <span>{words}</span></span>'
    elif row.saved:
        words = _("Saved %(time)s") % {"time": saved_at}
        state = f'<span class="saved">{check_mark()} <span>{words}</span></span>'
    else:
        words = _("Taken back")
        state = f'<span class="saved muted">{words}</span>' if row.rating else ""
    return mark_safe(
        f'<div class="saved-area" id="saved-{row.practice.uuid}" data-saved-at="{saved_at}">'
        f'<input type="hidden" name="revision" value="{row.revision}">'
        f'<input type="hidden" name="client_id" value="{uuid.uuid4()}">'
        f"{state}{draw_progress(row.practice, progress, bool(row.saved)) if progress else ''}</div>"
    )


def dot_of(answered, total):
    """The class of the dot that says how much of something is answered."""
    return " dot-all" if answered and answered == total else " dot-some" if answered else ""


def draw_mark(practice, is_answered, swapped=False):
    """The mark of one practice in the contents: filled, and said in words, when it is answered."""
    words = f'<span class="visually-hidden">{escape(_("answered"))}</span>' if is_answered else ""
    swap = ' hx-swap-oob="true"' if swapped else ""
    dot = " dot-all" if is_answered else ""
    return mark_safe(f'<span id="mark-{practice.uuid}" class="dot{dot}"{swap}>{words}</span>')


def draw_progress(practice, progress, answered_now):
    """The page's other places that a save changes, each swapped by its id."""
    number, here = practice.characteristic.number, dot_of(progress["answered_here"], progress["total_here"])
    answered, saved = _("%(answered)s of %(total)s answered") % progress, _("saved")
    return (
        f'<span id="answered-all" class="num" hx-swap-oob="true">{answered}</span>'
        f'<progress class="meter" id="meter" hx-swap-oob="true" value="{progress["answered"]}"'
        f' max="{progress["total"]}" aria-hidden="true"></progress>'
        f'<span id="answered-{number}" class="num" hx-swap-oob="true">'
        f"{progress['answered_here']}/{progress['total_here']}</span>"
        f'<span id="dot-{number}" hx-swap-oob="true" class="dot{here}"></span>{draw_mark(practice, answered_now, True)}'
        f'<p id="announce" class="visually-hidden" role="status" hx-swap-oob="innerHTML">'
        f"{escape(practice.code)}: {saved}</p>"
    )


class CardSet:
    """Draws the cards of one page."""

    def __init__(self, request, assessment, is_on):
        self.assessment, self.is_on = assessment, is_on
        self.token = hidden_inputs_of(request)
        self.language = escape(assessment.cycle.edition.language)
        self.answers = tile_set(assessment.cycle.scale_id, assessment.team)
        self.look_fors = look_fors(assessment.cycle.edition_id)
        self.rate_url = address("assessments:rate_practice", assessment.pk, NO_PRACTICE)
        self.evidence_url = address("assessments:evidence_add", assessment.pk, NO_PRACTICE)
        # Looked up once: a field's own display takes longer than the rest of a chip.
        self.carriers, self.rungs = ({value: escape(label) for value, label in choices} for choices in CHIP_WORDS)
        self.criteria_url = address("assessments:criterion_practice", assessment.pk, NO_PRACTICE)
        self.names = {}
        self.looks_like, self.change = escape(_("What it looks like here")), escape(_("Change the criteria"))
        self.piece_url = address("assessments:evidence_detail", assessment.pk, 0)
        self.drop_url = address("assessments:evidence_drop", assessment.pk, NO_PRACTICE)
        self.takes_evidence = not assessment.is_finished
        self.question, self.note = escape(_("How evident is it here?")), escape(_("Note, for you alone"))
        self.save, self.link = escape(_("Save rating")), escape(_("Link evidence"))
        if assessment.in_the_room:
            fixed = _("Your team rates together in the room, so answers given alone are not taken.")
        else:
            fixed = _("The team has revealed this practice; ratings of it no longer change.")
        self.fixed = format_html('<p class="notice">{}</p>', fixed)

    def draw(self, row):
        """One card; the answer saves itself, and without JavaScript the button does."""
        key, code = str(row.practice.uuid), escape(row.practice.code)
        live = self.is_on and not row.revealed
        return mark_safe(
            f'<article class="card pr" id="practice-{key}" tabindex="-1">{self.open_form(key, live)}'
            f'<header><span class="code">{code}</span>'
            f'<h2 id="statement-{key}" lang="{self.language}">{escape(row.practice.words_statement)}</h2>'
            f"{draw_saved(row, self.assessment)}</header>"
            f"{self.fixed if row.revealed else ''}"
            f'<fieldset{"" if live else " disabled"} aria-describedby="statement-{key}">'
            f'<legend class="lvs-legend">{self.question}</legend>'
            f"{self.answers.draw(key, row.chosen, bool(row.saved))}{self.draw_criteria(key, code, row)}"
            f"{self.draw_note(key, row)}"
            f'<p class="no-js-only"><button class="btn btn-outline-secondary" type="submit">{self.save}</button></p>'
            f"</fieldset></form>{self.draw_evidence(key, code, row)}{self.look_fors.get(row.practice.pk, '')}</article>"
        )

    def open_form(self, key, live):
        """The form's beginning; ``static/js/rate.js`` saves it after a rest where it is live.

        After Back no browser fills it with earlier answers, which would stand beside the newest revision.
        """
        url = self.rate_url.replace(NO_KEY, key)
        kind = f' class="pr-form" data-practice="{key}"' if live else ""
        return f'<form method="post" action="{url}"{kind} novalidate autocomplete="off">{self.token}'

    def draw_criteria(self, key, code, row):
        """What the levels look like here in the team's own words, open unless it is long; nothing where nothing is said."""
        if not row.described:
            return ""
        levels = "".join(
            f'<div>{self.draw_name(level)}<dd class="crit-text" dir="auto">{escape(level.text)}</dd></div>'
            for level in row.described
        )
        is_short = sum(len(level.text) for level in row.described) <= LONG
        url = self.criteria_url.replace(NO_KEY, key)
        return (
            f'<details class="crit-beside"{" open" if is_short else ""}><summary>{self.looks_like}</summary>'
            f'<dl class="crit">{levels}</dl><p class="small"><a href="{url}">{self.change}'
            f'<span class="visually-hidden"> {code}</span></a></p></details>'
        )

    def draw_name(self, level):
        """A described level's number, name and lens: a handful of them on a page, each drawn once."""
        key = level.tile["value"], level.lens
        if key not in self.names:
            lens = format_html(' <span class="chip">{}</span>', level.lens_label) if level.lens else ""
            name = '<dt><span class="k lvl-{step}">{value}</span> {label}{lens}</dt>'
            self.names[key] = format_html(name, lens=lens, **level.tile)
        return self.names[key]

    def draw_note(self, key, row):
        """The note, open where there is one or where it is asked for."""
        is_open = row.note or (row.form and "note" in row.form.errors)
        return (
            f'<details class="note"{" open" if is_open else ""}><summary>{self.note}</summary>'
            f'<label class="visually-hidden" for="note-{key}">{self.note}</label>'
            f'<textarea class="form-control" name="note" id="note-{key}" rows="2" maxlength="10000">\n'
            f"{escape(row.note)}</textarea></details>"
        )

    def draw_evidence(self, key, code, row):
        """What is linked, as chips, and the ways to link more: by the button, by dropping, by pasting."""
        chips = "".join(
            f'<a class="chip" href="{self.piece_url.replace("/0/", f"/{piece.pk}/")}">{self.carriers[piece.carrier]}'
            f" · {escape(shortened(piece.title))} · {self.rungs[piece.rung]}</a>"
            for piece in row.evidence
        )
        url = self.evidence_url.replace(NO_KEY, key)
        drop = f' data-drop="{self.drop_url.replace(NO_KEY, key)}"' if self.takes_evidence else ""
        return (
            f'<div class="ev"{drop}>{chips}<a class="btn btn-sm btn-outline-secondary" href="{url}" data-evidence>{self.link}'
            f'<span class="visually-hidden"> {code}</span></a></div>'
        )


def shortened(title, length=60):
    """A title short enough for a chip."""
    return title if len(title) <= length else title[: length - 1] + "…"
