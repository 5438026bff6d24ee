"""Levels with their anchors and look-fors as HTML."""

from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .caching import ttl_cached
from .framework_cache import levels_of
from .models.words import LookFor


def look_fors(edition_id):
    """What to look for in each practice, drawn in the reader's language, by practice key."""
    return _look_fors((edition_id, get_language()))


@ttl_cached
def _look_fors(key):
    edition_id, _language = key
    found = {}
    rows = LookFor.objects.filter(practice__characteristic__edition=edition_id).order_by("practice", "position")
    for row in rows.prefetch_related("translations"):
        found.setdefault(row.practice_id, {}).setdefault(row.kind, []).append(row.words_text)
    return {
        practice: draw_look_fors(texts.get("sign", ()), texts.get("evidence", ())) for practice, texts in found.items()
    }


def draw_look_fors(signs, evidence):
    """The part of a card that opens to show what to look for."""
    return format_html(
        "<details><summary>{}</summary><ul>{}</ul>{}</details>",
        _("What to look for"),
        format_html_join("", "<li>{}</li>", ((text,) for text in signs)),
        format_html('<p class="small">{} {}</p>', _("Typical evidence:"), " ".join(evidence)) if evidence else "",
    )


def tiles(scale_id, team):
    """A scale's levels as pages show them: value, label, the anchor for this team, and a step of colour, 10 to 40."""
    levels = levels_of(scale_id)
    low, high = levels[0].value, levels[-1].value
    return [
        {
            "value": str(level.value),
            "label": level.words_label,
            "anchor": level.anchor_for(team),
            "step": round(10 + 30 * (level.value - low) / (high - low)),
        }
        for level in levels
    ]


class TileReader(NamedTuple):
    """Whose anchors are read: a school's team, or a district's team."""

    school_id: int | bool | None


def tile_set(scale_id, team):
    """The answers of a scale in the reader's language, as this team reads them; drawn once a process."""
    return _tile_set((scale_id, TileReader(bool(team.school_id)), get_language()))


@ttl_cached
def _tile_set(key):
    scale_id, reader, _language = key
    return TileSet(scale_id, reader)


class TileSet:
    """The answers as one group of radio buttons, drawn for many cards: what differs is the key and the choice."""

    def __init__(self, scale_id, team):
        face = '<span class="k lvl-{step}">{value}</span><b>{label}</b><span class="small">{anchor}</span></label>'
        self.levels = [(tile["value"], format_html(face, **tile)) for tile in tiles(scale_id, team)]
        self.unscored = [
            (answer, format_html("<span>{}</span></label>", label))
            for answer, label in (
                ("not_enough_information", _("Not enough information")),
                ("does_not_apply", _("Does not apply, because…")),
            )
        ]
        self.take_back = [("withdrawn", format_html("<span>{}</span></label>", _("Take my answer back")))]

    def draw(self, key, chosen, can_take_back):
        """The group of one card; ``key`` is a UUID, ``chosen`` the answer that is selected, if any.

        The way to take an answer back is hidden while there is none; a script shows it as soon as there is.
        """

        def buttons(answers, css):
            return "".join(
                f'<label{css}><input type="radio" name="answer" id="a{value}-{key}" value="{value}"'
                f"{' checked' if chosen == value else ''}>{face}"
                for value, face in answers
            )

        levels, rest = buttons(self.levels, ' class="lv"'), buttons(self.unscored, "")
        back = buttons(self.take_back, hidden_unless(can_take_back or chosen == "withdrawn"))
        return mark_safe(f'<div class="lvs">{levels}</div><div class="alt">{rest}{back}</div>')


def hidden_unless(shown):
    """The attribute of what is on the page and not yet to be seen."""
    return "" if shown else " hidden"
