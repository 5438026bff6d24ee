"""A part of a page that is a Jinja template: `{% part "reports/heatmap/_table.jinja" table=table %}`, in any template."""

from django.template import Library
from django.template.loader import render_to_string

register = Library()


@register.simple_tag
def part(name, **values):
    """The part of this name, drawn from these values and nothing else of the page's context."""
    return render_to_string(name, values)
