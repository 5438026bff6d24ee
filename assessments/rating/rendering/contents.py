"""The contents of the rate screen: the characteristics, and how much of each one person has answered."""

from dataclasses import dataclass
from html import escape

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from frameworks import framework_cache
from people.addresses import address

from .cards import dot_of, draw_mark

CURRENT = ' aria-current="page"'


@dataclass(frozen=True)
class ContentsEntry:
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
    first = address("assessments:rate_characteristic", assessment.pk, 1).removesuffix("1/")
    entries = []
    for one in framework_cache.characteristics_of(assessment.cycle.edition_id):
        total, done = len(one.practices_kept), sum(practice.pk in answered for practice in one.practices_kept)
        url = place.format(one.number) if place.startswith("#") else first + place.format(one.number)
        name, marks = f"{one.number} {one.words_short_name}", ""
        if one.number == marked:
            marks = draw_marks(one.practices_kept, answered)
        entries.append(ContentsEntry(one, str(one.number), name, url, f"{done}/{total}", dot_of(done, total), marks))
    return entries


def draw_marks(practices, answered):
    """A link to each practice on the page, with its mark."""
    links = "".join(
        f'<a href="#practice-{p.uuid}">{draw_mark(p, p.pk in answered)} {escape(p.code)}</a>' for p in practices
    )
    return f'<div class="marks">{links}</div>'


def draw_contents(entries, here=None):
    """The entries as links, the one that is ``here`` marked, each with how much of it is answered."""
    answered = escape(_("answered"))
    return mark_safe(
        "".join(
            f'<a href="{one.url}"{CURRENT if one is here else ""}>'
            f'<span class="dot{one.dot}" id="dot-{one.number}"></span><span>{escape(one.name)}</span>'
            f'<span class="num"><span class="visually-hidden">{answered} </span>'
            f'<span id="answered-{one.number}" class="num">{one.count}</span></span></a>'
            f"{one.marks}"
            for one in entries
        )
    )


def draw_choices(entries, here):
    """The entries as the options of a list."""
    return mark_safe(
        "".join(
            f'<option value="{one.number}"{" selected" if one is here else ""}>{escape(one.name)} ({one.count})</option>'
            for one in entries
        )
    )
