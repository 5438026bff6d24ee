"""Icons in long lists: drawn once a process, where an include would be read for each."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag
@cache
def icon(name):
    """The icon that ``_components/icon.html`` draws under this name."""
    return mark_safe(render_to_string("_components/icon.html", {"name": name}).strip())
