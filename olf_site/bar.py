"""The bar above every page: drawn once for what a reader's bar says, not once a page.

What is kept hangs on nothing but the words in it, so it can never be somebody else's or out of date. Only what
differs from page to page, the form's token and the way back, is put in each time.
"""

from functools import lru_cache
from html import escape
from secrets import token_hex
from typing import NamedTuple

from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

# Where they go: text that nobody can have typed, since it is made anew with every process.
TOKEN, BACK = token_hex(16), token_hex(16)


class BarReader(NamedTuple):
    """Whose bar it is: their key (what a browser keeps for them goes by it), their name, and their place."""

    key: str
    name: str
    line: str


def bar_of(request, reader, navigation):
    """The bar of a page for this reader, or for nobody in particular (None)."""
    drawn = draw_bar(get_language(), reader, navigation)
    return mark_safe(drawn.replace(TOKEN, get_token(request)).replace(BACK, escape(request.get_full_path())))


@lru_cache(maxsize=1024)
def draw_bar(_language, reader, navigation):
    """The bar with the two places still open; some five thousand characters."""
    words = {"reader": reader, "navigation": navigation, "csrf_token": TOKEN, "back": BACK}
    return render_to_string("_partials/header.html", words)
