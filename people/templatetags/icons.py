"""Icons in long lists: each is drawn once a process, since its template compares names until one fits."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag
@cache
def icon(name):
    """The icon that ``_components/icon.html`` draws under this name."""
    drawn = render_to_string("_components/icon.html", {"name": name})
    return mark_safe("".join(line.strip() for line in drawn.splitlines()))
