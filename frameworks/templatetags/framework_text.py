"""Texts of frameworks in the reader's language where they exist in it, and marked where they do not."""

from django import template
from django.template.loader import get_template
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def said(row, field, language):
    reader = (get_language() or "")[:2]
    for translation in row.translations.all():
        if translation.language == reader and getattr(translation, field, ""):
            return getattr(translation, field)
    return in_language(getattr(row, field), language)


@register.filter
def in_language(text, language):
    """Mark a text with its language where that is not the page's, so that screen readers pronounce it rightly."""
    if not language or language[:2] == (get_language() or "")[:2]:
        return text
    return get_template("frameworks/_in_language.jinja").render({"text": text, "language": language})


@register.filter
def of_kind(rows, kind):
    return [row for row in rows if row.kind == kind]
