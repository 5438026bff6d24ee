"""A team's assessments, and where one of them stands."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from districts.clock import use_clock_of
from districts.joining import joined_and_left
from districts.standing import standing_of
from people.namesakes import tell_apart
from people.ordering import Alphabetical

from .. import actions, criteria, feedback, reading
from ..library import coverage_of
from ..models import Assessment
from ..notice import told_in
from ..scope import assessment_for


@require_safe
def assessment_list(request):
    """The assessments of the teams a person is in, newest cycle first."""
    standing = standing_of(request.user)
    newest_first = ("-cycle__opens_on", Alphabetical("team__name"))
    assessments = list(Assessment.objects.of_teams(standing.team_ids).with_context().order_by(*newest_first))
    if assessments:
        use_clock_of(assessments[0].cycle.district)
    context = {"assessments": assessments, "readings": feedback.readings_of(standing)}
    return render(request, "assessments/assessment_list.html", context)


@require_safe
def assessment_detail(request, pk):
    """Where the team stands, and the one thing to do next."""
    assessment = assessment_for(request, pk)
    seat = reading.seat_of(assessment, request.user)
    here = seat if seat and seat.assessment_id == assessment.pk else None
    facilitates = request.user.has_perm("assessments.facilitate", assessment)
    facilitating = assessment.team.memberships.current().filter(facilitates=True)
    context = {
        "assessment": assessment,
        "seat": seat,
        "answered": reading.answered_count(assessment, here) if here else 0,
        "total": reading.practice_count(assessment.cycle),
        "described": criteria.described_count(assessment),
        "coverage": coverage_of(assessment),
        "facilitates": facilitates,
        "rates": request.user.has_perm("assessments.rate_practice", assessment),
        "readiness": reading.readiness(assessment) if facilitates and not assessment.is_finished else None,
        "joined_and_left": joined_and_left(assessment.team, assessment.cycle.district),
        "facilitators": tell_apart(membership.person for membership in facilitating.select_related("person")),
    }
    return render(request, "assessments/assessment_detail.html", context)


@require_safe
def notice_detail(request, pk):
    """The notice of collection, before the first rating."""
    assessment = assessment_for(request, pk, "assessments.rate_practice")
    seat = reading.seat_of(assessment, request.user)
    context = {
        "assessment": assessment,
        "notice": assessment.cycle.notice,
        "seat": seat,
        "told": told_in(assessment),
        "rates_elsewhere": reading.binds_elsewhere(seat, assessment),
    }
    return render(request, "assessments/notice_detail.html", context)


@require_POST
def notice_accept(request, pk):
    """Accept the notice, take the seat, and go on: to the first practice, or back to the meeting."""
    assessment = assessment_for(request, pk, "assessments.rate_practice")
    actions.take_seat(assessment=assessment, by=request.user)
    if request.POST.get("from") == "meeting":
        return redirect("assessments:meeting_room", assessment.pk)
    return redirect("assessments:rate_next", assessment.pk)
