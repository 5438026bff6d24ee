"""After the meeting: what was agreed, what stayed open, and what to do next; a page to print."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ..scope import assessment_for
from ..summary import summary_of


@require_safe
def meeting_summary(request, pk):
    """What the team takes home from its meeting; it can be read while the meeting goes on."""
    assessment = assessment_for(request, pk)
    if not assessment.meeting_started_at:
        return redirect("assessments:meeting_detail", pk)
    context = {
        "assessment": assessment,
        "summary": summary_of(assessment),
        "facilitates": request.user.has_perm("assessments.facilitate", assessment),
    }
    return render(request, "assessments/meeting_summary.html", context)
