"""Levels with their anchors and look-fors, as pages show them in the reader's language."""

from typing import NamedTuple

from django.utils.translation import get_language

from .caching import ttl_cached
from .framework_cache import levels_of
from .models.words import LookFor


class LookFors(NamedTuple):
    """What to look for in one practice, and in one text its typical evidence."""

    signs: tuple[str, ...]
    evidence: str


def look_fors(edition_id):
    return _look_fors((edition_id, get_language()))


@ttl_cached
def _look_fors(key):
    edition_id, _language = key
    found = {}
    rows = LookFor.objects.filter(practice__characteristic__edition=edition_id).order_by("practice", "position")
    for row in rows.prefetch_related("translations"):
        found.setdefault(row.practice_id, {}).setdefault(row.kind, []).append(row.words_text)
    sign, evidence = LookFor.Kind.SIGN, LookFor.Kind.EVIDENCE
    return {
        practice: LookFors(tuple(texts.get(sign, ())), " ".join(texts.get(evidence, ())))
        for practice, texts in found.items()
    }


def tiles(scale_id, team):
    """A scale's levels for pages: value, label, this team's anchor, and a colour step from 10 to 40."""
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
