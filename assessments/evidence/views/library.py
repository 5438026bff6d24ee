"""Views of a team's evidence library: all pieces, one piece, and practices without evidence."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from assessments.cycles.scope import assessment_for
from districts.roles.scope import require
from frameworks.framework_cache import characteristics_of
from people.errors import StaleRevision
from people.http import require_form
from people.uploading import takes_files

from .. import queries
from ..actions import pieces as piece_actions
from ..files import uploads
from ..files.remarks import words_of_remarks
from ..forms.library import LibraryForm
from ..forms.pieces import EvidenceForm, PieceForm, PlaceForm, PracticesForm, differences
from ..models import Evidence
from ..scope import piece_for
from .pieces import new_piece, say_of_files

ON_A_PAGE = 20


@require_safe
def evidence_library(request, pk):
    assessment = assessment_for(request, pk, "assessments.link_evidence")
    before = queries.assessment_before(assessment)
    form = LibraryForm(request.GET)
    pieces = form.of(queries.pieces_of(assessment, before))
    only_in_records = list(Evidence.objects.only_in_records().filter(team=assessment.team_id))
    context = {
        "assessment": assessment,
        "before": before,
        "form": form,
        "said": form.said,
        "is_filtered": any(form.said.values()),
        "page": Paginator(pieces, ON_A_PAGE).get_page(request.GET.get("page")),
        "coverage": queries.coverage_of(assessment),
        "only_in_records": [p for p in only_in_records if request.user.has_perm("assessments.withdraw_evidence", p)],
        "can_change": not assessment.is_finished,
        "upload": uploads.limits(),
        "room": queries.room_of(assessment.team),
    }
    return render(request, "assessments/evidence/evidence_library.html", context)


@takes_files(uploads.most_in_a_form)
@require_form
def evidence_collect(request, pk):
    assessment = assessment_for(request, pk, "assessments.link_evidence")
    room = queries.room_of(assessment.team)
    form = EvidenceForm(request.POST or None, request.FILES or None, room=room)
    if form.is_valid():
        described = form.pieces()
        pieces = piece_actions.add_pieces(assessment=assessment, practice=None, pieces=described, by=request.user)
        say_of_files(request, described)
        if len(pieces) == 1:
            messages.success(request, _("Added. Now choose the practices it speaks for."))
            return redirect("assessments:evidence_detail", pk, pieces[0].pk)
        messages.success(request, _("Added. Choose for each piece the practices it speaks for."))
        return redirect("assessments:evidence_library", pk)
    context = {"assessment": assessment, "form": form, "can_change": not assessment.is_finished, "room": room}
    return render(request, "assessments/evidence/evidence_collect.html", context, status=422 if form.is_bound else 200)


@require_form
def evidence_detail(request, pk, evidence_pk):
    assessment = assessment_for(request, pk, "assessments.link_evidence")
    piece = piece_for(assessment, evidence_pk)
    form = PieceForm(request.POST or None, piece=piece)
    if not form.is_valid():
        return piece_page(request, assessment, piece, form)
    try:
        piece_actions.change_evidence(evidence=piece, by=request.user, **form.cleaned_data)
    except StaleRevision as stale:
        return conflict_page(request, assessment, stale.stored, form)
    messages.success(request, _("Saved. What a record froze of it stays as it was."))
    return redirect("assessments:evidence_detail", pk, piece.pk)


def conflict_page(request, assessment, stored, form):
    again = PieceForm(piece=stored, typed=form.cleaned_data | {"revision": stored.revision})
    return piece_page(request, assessment, stored, again, status=409, both=differences(form, stored))


def piece_page(request, assessment, piece, form, status=200, both=()):
    linked = set(piece.links.filter(assessment=assessment).values_list("practice", flat=True))
    context = {
        "assessment": assessment,
        "piece": piece,
        "form": form,
        "remarks": [*words_of_remarks(piece.commenters, piece.has_changes)],
        "both": both,
        "characteristics": characteristics_of(assessment.cycle.edition_id),
        "linked": linked,
        "earlier": queries.earlier_links(piece, assessment),
        "can_reuse": not assessment.is_finished and not linked and queries.spoke_for(piece, assessment),
        "can_change": not assessment.is_finished,
        "can_delete": request.user.has_perm("assessments.delete_evidence", piece),
    }
    return render(request, "assessments/evidence/evidence_detail.html", context, status=422 if form.errors else status)


@require_POST
def evidence_describe(request, pk, evidence_pk):
    assessment = assessment_for(request, pk, "assessments.link_evidence")
    piece = piece_for(assessment, evidence_pk)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        if request.htmx:
            return new_piece(request, assessment, piece, status=422)
        return piece_page(request, assessment, piece, PieceForm(piece=piece), status=422)
    try:
        piece = piece_actions.change_evidence(evidence=piece, by=request.user, **form.cleaned_data)
    except StaleRevision as stale:
        if not request.htmx:
            return conflict_page(request, assessment, stale.stored, form)
        return new_piece(request, assessment, stale.stored, said=form.cleaned_data, status=409)
    if request.htmx:
        return new_piece(request, assessment, piece, saved=True)
    return redirect("assessments:evidence_detail", pk, piece.pk)


@require_POST
def evidence_practices(request, pk, evidence_pk):
    assessment = assessment_for(request, pk, "assessments.link_evidence")
    piece = piece_for(assessment, evidence_pk)
    form = PracticesForm(request.POST, practices=assessment.practices)
    if not form.is_valid():
        return piece_page(request, assessment, piece, PieceForm(piece=piece), status=422)
    piece_actions.link_practices(assessment=assessment, evidence=piece, by=request.user, **form.cleaned_data)
    messages.success(request, _("Linked as ticked."))
    return redirect("assessments:evidence_detail", pk, piece.pk)


@require_POST
def evidence_reuse(request, pk, evidence_pk):
    assessment = assessment_for(request, pk, "assessments.link_evidence")
    piece = piece_for(assessment, evidence_pk)
    number = piece_actions.reuse_evidence(assessment=assessment, evidence=piece, by=request.user)
    said = ngettext(
        "“%(title)s” is linked to %(number)d practice.", "“%(title)s” is linked to %(number)d practices.", number
    )
    messages.success(request, said % {"title": piece.title, "number": number})
    if "piece" in request.POST:
        return redirect("assessments:evidence_detail", pk, piece.pk)
    return redirect(f"{reverse('assessments:evidence_library', args=[pk])}?{request.GET.urlencode()}")


@require_form
def evidence_delete(request, pk, evidence_pk):
    assessment = assessment_for(request, pk, "assessments.link_evidence")
    piece = piece_for(assessment, evidence_pk)
    require(request, "assessments.delete_evidence", piece)
    if request.method == "POST":
        piece_actions.remove_evidence(evidence=piece, by=request.user)
        messages.success(request, _("Deleted from the library. What a record froze of it stays."))
        return redirect("assessments:evidence_library", pk)
    context = {
        "assessment": assessment,
        "piece": piece,
        "linked_here": piece.links.filter(assessment=assessment).count(),
        "linked_elsewhere": piece.links.exclude(assessment=assessment).count(),
        "records": piece.frozen.count(),
    }
    return render(request, "assessments/evidence/evidence_delete.html", context)


@require_safe
def evidence_coverage(request, pk):
    assessment = assessment_for(request, pk, "assessments.link_evidence")
    coverage = queries.coverage_of(assessment)
    context = {
        "assessment": assessment,
        "coverage": coverage,
        "without": queries.by_characteristic(coverage.without),
        "first_rung_only": queries.by_characteristic(coverage.first_rung_only),
        "can_change": not assessment.is_finished,
    }
    return render(request, "assessments/evidence/evidence_coverage.html", context)
