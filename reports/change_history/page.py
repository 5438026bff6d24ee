"""The history of changes: who changed what in the district, by day."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.roles.models import Role
from districts.roles.roles_held import ALL_OVERSEEN, roles_held_by
from districts.roles.scope import district_for
from districts.roles.timezones import activate_timezone_of
from people.changes import ChangeGroup
from reports.filters import query_of

from .export import history_table
from .value import HistoryFilter, authors, by_day, changes_of

PERMISSION = "reports.read_history"
ON_A_PAGE = 50


@require_safe
def history(request, slug):
    district, overseen, wanted = load_history(request, slug)
    page = Paginator(changes_of(district, overseen, wanted), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "district": district,
        "administers": administers(request, district),
        "page": page,
        "days": by_day(page.object_list),
        "wanted": wanted,
        "groups": ChangeGroup.choices,
        "people": authors(district, overseen),
        "query": query_of(**address_of(wanted)),
    }
    return render(request, "reports/change_history/history.html", context)


@require_safe
def history_download(request, slug, as_file):
    district, overseen, wanted = load_history(request, slug)
    return as_file(history_table(district, changes_of(district, overseen, wanted).iterator()), district.slug)


def load_history(request, slug):
    """The district, the schools that the reader reads about, and the filter."""
    district = district_for(request, slug, PERMISSION)
    activate_timezone_of(district)
    overseen = ALL_OVERSEEN
    if not administers(request, district):
        overseen = roles_held_by(request.user).overseen_in(district.pk)
    return district, overseen, filter_of(request.GET)


def administers(request, district):
    return roles_held_by(request.user).has(Role.DISTRICT_ADMINISTRATOR, district.pk)


def filter_of(said):
    """The filter in an address; invalid values are ignored."""
    by, words = (said.get(name, "").replace("\x00", "").strip()[:200] for name in ("by", "q"))
    group, pasted = said.get("about", ""), said.get("list", "")
    return HistoryFilter(
        by=by,
        group=group if group in ChangeGroup.values else "",
        words=words,
        list_pk=int(pasted) if pasted.isdecimal() and len(pasted) < 19 else None,
    )


def address_of(wanted):
    return {"by": wanted.by, "about": wanted.group, "q": wanted.words, "list": wanted.list_pk or ""}
