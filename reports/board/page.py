"""The board report: read it, download it, write its words."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from districts.roles.scope import district_for
from districts.roles.timezones import activate_timezone_of
from people.errors import StaleRevision
from people.http import require_form
from people.revisions import RevisionForm
from reports.exports.pango import pango_is_here
from reports.filters import cycles_for, query_of

from . import actions
from .change import cycle_before
from .document import drawn
from .export import board_table
from .forms import NotesForm
from .notes import notes_of, words_read_by
from .value import board_of


def load_board(request, slug, permission="reports.read_board"):
    """The district and its cycles, one of them chosen; 404 while none is published."""
    district = district_for(request, slug, permission)
    activate_timezone_of(district)
    cycles = cycles_for(request, district)
    if cycles.chosen is None:
        raise Http404
    return district, cycles


def report_read_by(user, cycles):
    return board_of(cycles.chosen, cycle_before(cycles), words_read_by(user, cycles.chosen))


def board_address(district, cycles):
    return reverse("reports:board", args=[district.slug]) + query_of(**cycles.query)


@require_safe
def board(request, slug):
    district = district_for(request, slug, "reports.read_board")
    activate_timezone_of(district)
    cycles = cycles_for(request, district)
    context = {"district": district, "cycles": cycles, "query": query_of(**cycles.query)}
    if cycles.chosen:
        context["writes"] = request.user.has_perm("reports.write_board", district)
        context["notes"] = notes_of(cycles.chosen) if context["writes"] else None
        context["board"] = drawn(report_read_by(request.user, cycles))
        context["makes_pdf"] = pango_is_here()
    return render(request, "reports/board/board.html", context)


@require_safe
def board_download(request, slug, as_file):
    district, cycles = load_board(request, slug)
    return as_file(board_table(report_read_by(request.user, cycles)), district.slug)


@require_form
def board_write(request, slug):
    district, cycles = load_board(request, slug, "reports.write_board")
    if request.method != "POST":
        return writing_page(request, district, cycles, form_with(notes_of(cycles.chosen)))
    form = NotesForm(request.POST)
    if not form.is_valid():
        return writing_page(request, district, cycles, form, status=422)
    try:
        actions.write_notes(cycle=cycles.chosen, by=request.user, **form.cleaned_data)
    except StaleRevision as stale:
        form = NotesForm(initial={**form.cleaned_data, "revision": stale.stored.revision})
        return writing_page(request, district, cycles, form, stored=stale.stored, status=409)
    messages.success(request, _("Saved as a draft. Trustees read it when you mark it as ready."))
    return redirect(board_address(district, cycles))


def form_with(notes):
    return NotesForm(initial={name: getattr(notes, name) for name in ("learned", "next_steps", "revision")})


def writing_page(request, district, cycles, form, stored=None, status=200):
    context = {"district": district, "cycle": cycles.chosen, "form": form, "stored": stored}
    context |= {"back": board_address(district, cycles), "query": query_of(**cycles.query)}
    return render(request, "reports/board/board_write.html", context, status=status)


@require_POST
def board_ready(request, slug):
    district, cycles = load_board(request, slug, "reports.write_board")
    form = RevisionForm(request.POST)
    if not form.is_valid():
        return writing_page(request, district, cycles, form_with(notes_of(cycles.chosen)), status=422)
    actions.mark_as_ready(cycle=cycles.chosen, by=request.user, **form.cleaned_data)
    messages.success(request, _("Marked as ready: trustees read these words now."))
    return redirect(board_address(district, cycles))


@require_POST
def board_take_back(request, slug):
    district, cycles = load_board(request, slug, "reports.write_board")
    actions.take_back(cycle=cycles.chosen, by=request.user)
    messages.success(request, _("Taken back: the words are a draft again."))
    return redirect(board_address(district, cycles))
