"""Includes a Jinja template in a Django one: `{% part "reports/heatmap/_table.jinja" table=table %}`."""

from django.template import Library
from django.template.loader import render_to_string

register = Library()


@register.simple_tag
def part(name, **values):
    return render_to_string(name, values)
