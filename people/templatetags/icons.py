"""Icons: drawn once a process, where an include would be read for each."""

from functools import cache

from django import template
from django.template.loader import render_to_string

register = template.Library()


@register.simple_tag
@cache
def icon(name):
    """The icon that ``_components/icon.jinja`` draws under this name."""
    return render_to_string("_components/icon.jinja", {"name": name})
