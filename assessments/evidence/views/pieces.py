"""Views of a practice's evidence: link pieces, add notes, links and files, and download the files."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.cycles.scope import assessment_for, practice_for
from districts.roles.roles_held import roles_held_by
from districts.roles.scope import require
from people.http import require_form
from people.uploading import takes_files

from .. import queries
from ..actions import pieces as piece_actions
from ..files import previews, uploads
from ..files.remarks import words_of_remarks
from ..forms.pieces import DropForm, EvidenceForm, LinkForm, deleted_pieces_text
from ..models import Evidence
from ..queries import room_of


def evidence_page(request, assessment, practice, form=None, status=200):
    library = list(queries.library_of(assessment.team))
    linked = {piece.pk for piece in queries.evidence_by_practice(assessment, [practice.pk])[practice.pk]}
    context = {
        "assessment": assessment,
        "practice": practice,
        "library": library,
        "linked": linked,
        "form": form or EvidenceForm(),
        "back": back_to(request, assessment, practice),
        "can_change": not assessment.is_finished,
        "upload": uploads.limits(),
        "room": room_of(assessment.team),
    }
    return render(request, "assessments/evidence/evidence_edit.html", context, status=status)


def back_to(request, assessment, practice):
    if request.GET.get("from") == "meeting" or request.POST.get("from") == "meeting":
        return reverse("assessments:meeting_practice", args=[assessment.pk, practice.uuid])
    if not request.user.has_perm("assessments.rate_practice", assessment):
        return reverse("assessments:evidence_library", args=[assessment.pk])
    url = reverse("assessments:rate_characteristic", args=[assessment.pk, practice.characteristic.number])
    return f"{url}#practice-{practice.uuid}"


@takes_files(uploads.most_in_a_form)
@require_form
def evidence_add(request, pk, practice_uuid):
    assessment = assessment_for(request, pk, "assessments.link_evidence")
    practice = practice_for(assessment, practice_uuid)
    if request.method != "POST":
        return evidence_page(request, assessment, practice)
    form = EvidenceForm(request.POST, request.FILES, room=room_of(assessment.team))
    if not form.is_valid():
        return evidence_page(request, assessment, practice, form, status=422)
    pieces = form.pieces()
    piece_actions.add_pieces(assessment=assessment, practice=practice, pieces=pieces, by=request.user)
    messages.success(request, _("Added and linked."))
    say_of_files(request, pieces)
    return redirect(back_to(request, assessment, practice))


def say_of_files(request, pieces):
    for upload in (piece["upload"] for piece in pieces if piece.get("upload")):
        for words in (*upload.said, *words_of_remarks(upload.commenters, upload.has_changes)):
            messages.info(request, words)


@require_POST
def evidence_link(request, pk, practice_uuid):
    assessment = assessment_for(request, pk, "assessments.link_evidence")
    practice = practice_for(assessment, practice_uuid)
    team = assessment.team
    form = LinkForm(request.POST, evidence=queries.library_of(team), others=queries.evidence_of_others(team))
    if not form.is_valid():
        return evidence_page(request, assessment, practice, status=422)
    piece_actions.link_evidence(assessment=assessment, practice=practice, by=request.user, **form.cleaned_data)
    messages.success(request, _("Linked as ticked."))
    if gone := form.fields["pieces"].gone:
        messages.warning(request, deleted_pieces_text(gone))
    return redirect(back_to(request, assessment, practice))


@takes_files(uploads.most_dropped)
@require_POST
def evidence_drop(request, pk, practice_uuid=None):
    assessment = assessment_for(request, pk, "assessments.link_evidence")
    practice = practice_for(assessment, practice_uuid) if practice_uuid else None
    form = DropForm(request.POST, request.FILES, room=room_of(assessment.team) if request.FILES else None)
    if not form.is_valid():
        words = " ".join(words for errors in form.errors.values() for words in errors)
        response = HttpResponse(words, content_type="text/plain; charset=utf-8", status=422)
        response.headers["X-Can-Be-Kept"] = "yes" if form.can_be_kept_as_it_is else "no"
        return response
    piece = piece_actions.add_once(assessment=assessment, practice=practice, by=request.user, **form.piece())
    told = form.cleaned_data["file"].said if form.cleaned_data["file"] else ()
    return new_piece(request, assessment, piece, told=told)


def new_piece(request, assessment, piece, *, said=None, saved=False, told=(), status=200):
    said = said or {"kind": piece.kind, "rung": piece.rung}
    context = {"assessment": assessment, "piece": piece, "said": said, "saved": saved, "is_stale": status == 409}
    context["told"] = (*told, *words_of_remarks(piece.commenters, piece.has_changes))
    return render(request, "assessments/evidence/_piece_new.html", context, status=status)


def file_for(request, pk):
    pieces = Evidence.objects.filter(withdrawn_at=None, carrier=Evidence.Carrier.FILE)
    return get_object_or_404(pieces, pk=pk, team__in=roles_held_by(request.user).team_ids)


def stored_file(evidence, name):
    storage = evidence.file.storage
    if not storage.exists(name):
        raise Http404  # a backup without its files: the page says that there is nothing here
    return storage.open(name, "rb")


@require_safe
def evidence_file(request, pk):
    """A file of one's own team, always as a download, never inline."""
    evidence = file_for(request, pk)
    content = stored_file(evidence, evidence.file.name)
    response = FileResponse(content, as_attachment=True, filename=evidence.file_name, content_type=evidence.file_type)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_safe
def evidence_preview_file(request, pk):
    evidence = file_for(request, pk)
    if not evidence.has_preview:
        raise Http404
    response = FileResponse(stored_file(evidence, evidence.preview_name), content_type=previews.TYPE)
    response.headers["Content-Disposition"] = "inline"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_form
def evidence_withdraw(request, pk):
    teams = roles_held_by(request.user).team_ids
    evidence = get_object_or_404(Evidence, pk=pk, team__in=teams, withdrawn_at=None)
    require(request, "assessments.withdraw_evidence", evidence)
    if request.method != "POST":
        return render(request, "assessments/evidence/evidence_withdraw.html", {"evidence": evidence})
    piece_actions.withdraw_evidence(evidence=evidence, by=request.user)
    messages.success(request, _("Withdrawn. Where a record named it, a line now says that it was withdrawn."))
    return redirect("assessments:assessment_list")
