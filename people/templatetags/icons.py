"""Icons for long lists, rendered once a process; an include would be rendered for each."""

from functools import cache

from django import template
from django.template.loader import render_to_string

register = template.Library()


@register.simple_tag
@cache
def icon(name):
    return render_to_string("_components/icon.jinja", {"name": name})
