"""Text that people write: counted as the browser counts it, with plain line breaks, without what no file can hold."""

from pathlib import Path

import pytest
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.test import RequestFactory
from django.urls import get_resolver

from people.text import PlainTextArea, PlainTextField, length_of, refuse_line_breaks, writable

pytestmark = pytest.mark.once

CASES = Path(__file__).parent.parent / "cases"
# Fields that hold no prose: each says why it is read in another way.
READ_OTHERWISE = {
    ("RatingForm", "answer"): "looked up in the scale, for every answer that is saved",
    ("ImportForm", "text"): "read cell by cell, so that a line is refused with its number",
    ("ImportForm", "shown"): "a digest",
    ("PasswordLinkForm", "uidb36"): "a part of a mailed link",
    ("PasswordLinkForm", "key"): "the other part",
}
# The sign-in library's own pages, of which the product uses others, and Django's for its admin's lists.
NOT_OURS = ("allauth.", "django.")


def as_sent(text):
    """What a browser sends of a text that stands in a form: its line breaks as two characters."""
    return text.replace("\n", "\r\n")


def test_five_thousand_characters_with_line_breaks_fit_where_five_thousand_are_allowed():
    text = (CASES / "14-words-at-the-limit.txt").read_text()
    assert (len(text), len(as_sent(text)) > 5_000) == (5_000, True)

    assert PlainTextArea(max_length=5_000, strip=False).clean(as_sent(text)) == as_sent(text)


def test_one_character_more_than_the_browser_takes_is_refused():
    with pytest.raises(ValidationError, match="at most 5000 characters"):
        PlainTextArea(max_length=5_000, strip=False).clean("x" * 5_001)


@pytest.mark.parametrize(
    ("text", "units"), [("abc", 3), ("école", 5), ("👩", 2), ("👩‍🏫", 5), ("a\nb", 3), ("a\r\nb", 3)]
)
def test_a_text_is_as_long_as_a_browser_says(text, units):
    assert length_of(text) == units


def test_what_takes_two_units_in_a_browser_takes_two_here():
    field = PlainTextField(max_length=4)

    assert field.clean("👩🏫") == "👩🏫"
    with pytest.raises(ValidationError, match="it has 5"):
        field.clean("👩🏫x")


@pytest.mark.parametrize("written", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_whatever_ends_a_line_in_some_program_ends_a_line_here(written):
    assert PlainTextArea().clean(f"one{written}two") == "one\ntwo"


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x08", "\x0e", "\x1f", "\x7f", "\x80", "\x9f", "\ufffe", "\uffff", "\ufdd0", "\ufdef", "\U0001fffe"]
    + ["\U0010ffff", "\ud800", "\udfff"],
)
def test_what_nobody_can_write_is_refused_with_its_place_and_never_reaches_a_file(character):
    with pytest.raises(ValidationError) as refused:
        PlainTextArea().clean(f"First line\r\nOur plan{character}here")

    code = f"{ord(character):04X}"
    assert refused.value.messages == [
        f"This text holds a character that cannot be shown (U+{code}), perhaps from copying. "
        "It is in line 2, after “Our plan”. Remove it or type the text anew."
    ]
    assert writable(f"plan{character}") == "plan\ufffd"


def test_at_the_start_of_a_line_there_is_nothing_to_quote():
    with pytest.raises(ValidationError, match="at the start of line 2"):
        PlainTextArea().clean("one\n\uffffx")


@pytest.mark.parametrize("text", ["‏שלום‎", "नमस्ते", "👩‍🏫", "a\tb", "\ue000", "\ufffd", "\ufeffx", "zero\u200bwidth"])
def test_writing_of_any_script_stays(text):
    assert PlainTextArea(strip=False).clean(text) == text
    assert writable(text) == text


@pytest.mark.parametrize("written", ["\n", "\r\n", "\x0b", "\x85", "\u2028"])
def test_a_line_of_text_has_no_line_break(written):
    with pytest.raises(ValidationError):
        PlainTextField(validators=[refuse_line_breaks]).clean(f"one{written}two")


def forms_of_the_product():
    """All form classes that are there once every page has been imported."""
    assert get_resolver().url_patterns
    found, left = [], [forms.BaseForm]
    while left:
        subclasses = left.pop().__subclasses__()
        left += subclasses
        found += [
            one for one in subclasses if not one.__module__.startswith((*NOT_OURS, "crispy", "auditlog", "tests"))
        ]
    return found


def is_prose(field):
    """Whether a field takes text that people write."""
    return type(field) is forms.CharField


@pytest.mark.django_db
def test_every_text_field_of_every_form_is_read_in_one_way():
    unread = {
        (form.__name__, name)
        for form in forms_of_the_product()
        for name, field in form.base_fields.items()
        if is_prose(field) and not isinstance(field.widget, forms.PasswordInput)
    }

    assert unread == set(READ_OTHERWISE)


def test_every_text_field_of_the_admin_is_read_in_the_same_way():
    texts = [
        (page, field)
        for page in our_admin_pages()
        for field in page.model._meta.fields
        if type(field) in (models.CharField, models.TextField) and not field.choices and field.editable
    ]
    unread = [
        (type(page).__name__, field.name)
        for page, field in texts
        if is_prose(page.formfield_for_dbfield(field, RequestFactory().get("/")))
    ]

    assert len(texts) > 40
    assert unread == []


def our_admin_pages():
    """The product's pages of the admin, and the tables inside them."""
    for model, page in admin.site._registry.items():
        if type(page).__module__.startswith(("people.", "districts.", "frameworks.")):
            yield page
            yield from (inline(model, admin.site) for inline in page.inlines)
