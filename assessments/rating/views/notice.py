"""Views of the notice of collection, which a person accepts before they rate."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from assessments.cycles.notice import notice_for
from assessments.cycles.scope import assessment_for

from .. import actions, queries


@require_safe
def notice_detail(request, pk):
    assessment = assessment_for(request, pk, "assessments.rate_practice")
    seat = queries.seat_of(assessment, request.user)
    context = {
        "assessment": assessment,
        "notice": assessment.cycle.notice,
        "seat": seat,
        "told": notice_for(assessment),
        "rates_elsewhere": queries.binds_elsewhere(seat, assessment),
    }
    return render(request, "assessments/rating/notice_detail.html", context)


@require_POST
def notice_accept(request, pk):
    assessment = assessment_for(request, pk, "assessments.rate_practice")
    actions.take_seat(assessment=assessment, by=request.user)
    if request.POST.get("from") == "meeting":
        return redirect("assessments:meeting_room", assessment.pk)
    return redirect("assessments:rate_next", assessment.pk)
