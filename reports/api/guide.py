"""The guide to the API, a page without third-party scripts, and the OpenAPI description."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from districts.roles.roles_held import roles_held_by
from reports.exports.table import CellKind, Field

from .app import PLACE, description
from .auth import WITH_A_TOKEN
from .endpoints import OFFERS, Endpoint
from .paging import FEW, MANY
from .tables import districts_table

KINDS = {
    CellKind.TEXT: _("text"),
    CellKind.CODE: _("text: P and the practice’s code, so that P9.10 is not read as 9.1"),
    CellKind.WHOLE: _("whole number"),
    CellKind.LEVEL: _("number to one decimal"),
    CellKind.SHARE: _("whole number, per cent"),
    CellKind.DATE: _("date"),
    CellKind.FLAG: _("true or false"),
}


@dataclass(frozen=True)
class GuideEntry:
    offer: Endpoint
    path: str
    fields: tuple[tuple[Field, str], ...]


def describe(offer):
    path = offer.path.replace("{slug:", "{").replace("{uuid:", "{").removeprefix("/")
    return GuideEntry(offer, f"{PLACE}{path}", tuple((field, KINDS[field.kind]) for field in offer.fields))


@login_not_required
@require_safe
def guide(request):
    context = {
        "own": next((slug for slug, _name in districts_table(roles_held_by(request.user)).rows), ""),
        "base": request.build_absolute_uri(PLACE),
        "offers": [describe(offer) for offer in OFFERS.values()],
        "few": FEW,
        "many": MANY,
        "a_minute": WITH_A_TOKEN,
    }
    return render(request, "reports/api/api_guide.html", context)


@login_not_required
@require_safe
def openapi(request):
    return JsonResponse(description())
