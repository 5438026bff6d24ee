"""The contents of the rate screen: the characteristics, and how much of each one person has answered."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html_join

from . import texts
from .cards import dot_of, draw_mark


@dataclass(frozen=True)
class Entry:
    """One characteristic in the contents; ``count`` is what of it is answered, as ``3/12``."""

    characteristic: object
    number: str
    name: str
    url: str
    count: str
    dot: str
    marks: str


def contents_of(assessment, answered, place="{}/", marked=None):
    """One entry a characteristic. ``answered`` holds practice keys; ``place`` is where an entry leads, by its number.

    The one whose number is ``marked`` lists its practices, each with a mark.
    """
    first = reverse("assessments:rate_characteristic", args=[assessment.pk, 1]).removesuffix("1/")
    entries = []
    for one in texts.characteristics_of(assessment.cycle.edition_id):
        total, done = len(one.practices_kept), sum(practice.pk in answered for practice in one.practices_kept)
        url = place.format(one.number) if place.startswith("#") else first + place.format(one.number)
        name, marks = f"{one.number} {one.words_short_name}", ""
        if one.number == marked:
            marks = format_html_join(
                "",
                '<a href="#practice-{}">{} {}</a>',
                ((p.uuid, draw_mark(p, p.pk in answered), p.code) for p in one.practices_kept),
            )
        entries.append(Entry(one, str(one.number), name, url, f"{done}/{total}", dot_of(done, total), marks))
    return entries
