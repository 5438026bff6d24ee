"""The tabs above every report of a district."""

from django import template
from django.urls import reverse

from ..menu import MENU

register = template.Library()


@register.inclusion_tag("reports/_report_menu.html", takes_context=True)
def report_menu(context, district, here, query=""):
    """The reports that the reader may open; empty if there is only one. ``query`` keeps the chosen cycle."""
    user = context["request"].user
    entries = [
        {
            "href": f"{reverse(f'reports:{entry.name}', args=[district.slug])}{query if entry.of_cycle else ''}",
            "is_here": entry.name == here,
            "label": entry.label,
        }
        for entry in MENU
        if user.has_perm(entry.permission, district)
    ]
    return {"entries": entries if len(entries) > 1 else []}
