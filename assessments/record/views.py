"""The view that closes an assessment and writes its record."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessments.cycles.scope import assessment_for
from assessments.meeting.agenda import agenda_of
from assessments.meeting.models import OutcomeKind
from assessments.meeting.peer_offers import may_be_shared
from people.http import require_form

from . import actions
from .forms import ClosingForm


@require_form
def assessment_close(request, pk):
    assessment = assessment_for(request, pk, "assessments.facilitate")
    if request.method == "POST":
        form = ClosingForm(request.POST)
        form.full_clean()
        actions.close_and_share(assessment=assessment, by=request.user, **form.cleaned_data)
        messages.success(request, _("Closed. The record is written and no longer changes."))
        return redirect("assessments:record_detail", pk)
    agenda = agenda_of(assessment, request.user)
    agreed = agenda.agreed
    context = {
        "assessment": assessment,
        "levels": sum(a.kind == OutcomeKind.LEVEL for a in agreed),
        "others": sum(a.kind != OutcomeKind.LEVEL for a in agreed),
        "missing": [e.practice for e in agenda.open],
        "unsupported": [e.practice for e in agenda.entries if e.outcome and e.outcome.unsupported_reason],
        "shareable": [e for e in agenda.entries if may_be_shared(assessment, e.outcome)],
        "total": agenda.total,
    }
    return render(request, "assessments/record/assessment_close.html", context)
