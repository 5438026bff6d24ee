"""A practice's evidence: link what the team has, add a note, a link or a file."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from districts.scope import require
from districts.standing import standing_of
from people.methods import require_form

from .. import actions, reading
from ..forms import EvidenceForm, LinkForm
from ..models import Evidence
from ..scope import assessment_for, practice_for


def evidence_page(request, assessment, practice, form=None, status=200):
    """The team's evidence with what is linked to this practice, and the form for a new piece."""
    library = list(reading.library_of(assessment.team))
    linked = {piece.pk for piece in reading.evidence_by_practice(assessment, [practice.pk])[practice.pk]}
    context = {
        "assessment": assessment,
        "practice": practice,
        "library": library,
        "linked": linked,
        "form": form or EvidenceForm(),
        "back": back_to(request, assessment, practice),
        "withdrawable": {p.pk for p in library if request.user.has_perm("assessments.withdraw_evidence", p)},
        "can_change": not assessment.is_finished,
    }
    return render(request, "assessments/evidence_edit.html", context, status=status)


def back_to(request, assessment, practice):
    """Where a person came from: the meeting when they say so, else the rate page."""
    if request.GET.get("from") == "meeting" or request.POST.get("from") == "meeting":
        return reverse("assessments:meeting_practice", args=[assessment.pk, practice.uuid])
    url = reverse("assessments:rate_characteristic", args=[assessment.pk, practice.characteristic.number])
    return f"{url}#practice-{practice.uuid}"


@require_form
def evidence_add(request, pk, practice_uuid):
    """Add a piece of evidence and link it to the practice."""
    assessment = assessment_for(request, pk, "assessments.link_evidence")
    practice = practice_for(assessment, practice_uuid)
    if request.method != "POST":
        return evidence_page(request, assessment, practice)
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return evidence_page(request, assessment, practice, form, status=422)
    described = dict(form.cleaned_data)
    upload = described.pop("file")
    actions.add_evidence(assessment=assessment, practice=practice, by=request.user, upload=upload, **described)
    messages.success(request, _("Added and linked."))
    return redirect(back_to(request, assessment, practice))


@require_POST
def evidence_link(request, pk, practice_uuid):
    """Let the ticked pieces, and no others, speak for the practice."""
    assessment = assessment_for(request, pk, "assessments.link_evidence")
    practice = practice_for(assessment, practice_uuid)
    form = LinkForm(request.POST, evidence=reading.library_of(assessment.team))
    if not form.is_valid():
        return evidence_page(request, assessment, practice, status=422)
    actions.link_evidence(assessment=assessment, practice=practice, pieces=form.cleaned_data["pieces"], by=request.user)
    messages.success(request, _("Linked as ticked."))
    return redirect(back_to(request, assessment, practice))


@require_safe
def evidence_file(request, pk):
    """A file of one's own team, always as a download, never shown in place."""
    teams = standing_of(request.user).team_ids
    evidence = get_object_or_404(Evidence, pk=pk, team__in=teams, carrier=Evidence.Carrier.FILE, withdrawn_at=None)
    if not evidence.file.storage.exists(evidence.file.name):
        raise Http404  # a backup without its files: the page says that there is nothing here
    response = FileResponse(
        evidence.file.open("rb"), as_attachment=True, filename=evidence.file_name, content_type=evidence.file_type
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_form
def evidence_withdraw(request, pk):
    """Take a piece away for good, in records too; asks first."""
    teams = standing_of(request.user).team_ids
    evidence = get_object_or_404(Evidence, pk=pk, team__in=teams, withdrawn_at=None)
    require(request, "assessments.withdraw_evidence", evidence)
    if request.method != "POST":
        return render(request, "assessments/evidence_withdraw.html", {"evidence": evidence})
    actions.withdraw_evidence(evidence=evidence, by=request.user)
    messages.success(request, _("Withdrawn. Where a record named it, a line now says that it was withdrawn."))
    return redirect("assessments:assessment_list")
