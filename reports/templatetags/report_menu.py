"""The tabs above every report of a district."""

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from ..menu import MENU

register = template.Library()


@register.simple_tag(takes_context=True)
def report_menu(context, district, here, query=""):
    """The reports that the reader may open; ``query`` keeps the cycle chosen. Nothing where there is only one."""
    user = context["request"].user
    entries = [entry for entry in MENU if user.has_perm(entry.permission, district)]
    if len(entries) < 2:
        return ""
    links = format_html_join(
        "",
        '<a href="{}"{}>{}</a>',
        (
            (
                f"{reverse(f'reports:{entry.name}', args=[district.slug])}{query if entry.of_cycle else ''}",
                format_html(' aria-current="{}"', "page") if entry.name == here else "",
                entry.label,
            )
            for entry in entries
        ),
    )
    return format_html('<nav class="tabs" aria-label="{}">{}</nav>', _("Reports"), links)
