"""Views after the meeting: its summary and the rater agreement."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from assessments.cycles.scope import assessment_for
from frameworks.rendering import tiles

from ..rater_agreement import rater_agreement_of
from ..summary import summary_of


@require_safe
def meeting_summary(request, pk):
    assessment = assessment_for(request, pk)
    if not assessment.meeting_started_at:
        return redirect("assessments:meeting_detail", pk)
    context = {
        "assessment": assessment,
        "summary": summary_of(assessment, request.user),
        "facilitates": request.user.has_perm("assessments.facilitate", assessment),
    }
    return render(request, "assessments/meeting/meeting_summary.html", context)


@require_safe
def rater_agreement_detail(request, pk):
    assessment = assessment_for(request, pk)
    if not assessment.record_id:
        return redirect("assessments:assessment_detail", pk)
    context = {
        "assessment": assessment,
        "rater_agreement": rater_agreement_of(assessment, request.user),
        "tiles": tiles(assessment.cycle.scale_id, assessment.team),
    }
    return render(request, "assessments/meeting/rater_agreement_detail.html", context)
