"""Links to a frozen copy of the board report: make one, end it, open it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from districts.roles.timezones import activate_timezone_of
from people.http import require_form
from reports.board.change import cycle_before
from reports.board.document import drawn
from reports.board.forms import SharedLinkForm
from reports.board.frozen import freeze, thaw
from reports.board.notes import words_to_share
from reports.board.page import board_address, load_board
from reports.board.value import board_of
from reports.filters import query_of

from . import actions
from .models import SharedReport
from .tokens import shared_for

# What search engines, caches and the next page's server are told of a page that its address alone opens.
UNSEEN = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


@require_form
def link_list(request, slug):
    district, cycles = load_board(request, slug, "reports.write_board")
    form = SharedLinkForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return links_page(request, district, cycles, form, status=status)
    words = words_to_share(cycles.chosen)
    frozen = freeze(lambda: board_of(cycles.chosen, cycle_before(cycles), words))
    _shared, token = actions.share_report(cycle=cycles.chosen, frozen=frozen, by=request.user, **form.cleaned_data)
    address = request.build_absolute_uri(reverse("reports:shared", args=[token]))
    return links_page(request, district, cycles, SharedLinkForm(), new_address=address)


def links_page(request, district, cycles, form, new_address="", status=200):
    """The page of links; the address of a link just made is shown only this once."""
    context = {
        "district": district,
        "cycle": cycles.chosen,
        "form": form,
        "links": cycles.chosen.shared_reports.defer("frozen").select_related("made_by"),
        "new_address": new_address,
        "words": words_to_share(cycles.chosen),
        "back": board_address(district, cycles),
        "query": query_of(**cycles.query),
    }
    return render(request, "reports/sharing/link_list.html", context, status=status)


@require_POST
def link_revoke(request, slug, pk):
    district, cycles = load_board(request, slug, "reports.write_board")
    shared = get_object_or_404(SharedReport.objects.defer("frozen"), cycle=cycles.chosen, pk=pk)
    actions.revoke_link(shared=shared, by=request.user)
    messages.success(request, _("The link is ended: it opens nothing any more."))
    return redirect(reverse("reports:link_list", args=[district.slug]) + query_of(**cycles.query))


@login_not_required
@require_safe
def shared(request, token):
    """A frozen copy, for anybody with its link; the page needs no account and sets no cookie."""
    found = shared_for(token)
    if found is None:
        return without_a_trace("reports/sharing/shared_gone.html", status=404)
    activate_timezone_of(found.cycle.district)
    looked = reverse("reports:shared_looked", args=[token])
    return without_a_trace("reports/sharing/shared.html", shared=found, board=drawn(thaw(found.frozen)), looked=looked)


@login_not_required
@csrf_exempt  # nobody's cookie comes with it, and whoever has the link may open the page as often
@require_POST
def shared_looked(request, token):
    """Count that somebody has seen a copy; the answer is the same for a link that opens nothing."""
    found = shared_for(token)
    if found:
        actions.note_read(shared=found)
    return HttpResponse(status=204, headers=UNSEEN)


def without_a_trace(template, status=200, **context):
    """Render a page without the request: it has no form and sets no cookie."""
    return HttpResponse(render_to_string(template, context), status=status, headers=UNSEEN)
