"""Views across subjects: a person's assessments, one assessment, and one cycle."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from assessments.criteria import queries as criteria_queries
from assessments.cycles.models import Assessment, State
from assessments.cycles.scope import assessment_for, cycle_for
from assessments.cycles.views import ADMINISTER
from assessments.evidence.queries import coverage_of
from assessments.feedback import queries as feedback_queries
from assessments.rating import progress
from assessments.rating import queries as rating_queries
from assessments.record import queries as record_queries
from districts.roles.joining import joined_and_left
from districts.roles.roles_held import roles_held_by
from districts.roles.scope import district_for
from districts.roles.timezones import activate_timezone_of
from frameworks import rendering
from people.namesakes import tell_apart
from people.ordering import Alphabetical
from people.text import alphabetical


def groups_of(assessment, reader):
    given = feedback_queries.received(assessment)
    return [(c, rows, given[c.pk]) for c, rows in record_queries.record_of(assessment, reader).items()]


@require_safe
def record_detail(request, pk):
    assessment = assessment_for(request, pk)
    if not assessment.record_id:
        return redirect("assessments:assessment_detail", pk)
    groups = groups_of(assessment, request.user)
    said = [said for _characteristic, _rows, given in groups for said in given]
    unseen = sum(row.from_before for _characteristic, rows, _given in groups for row in rows)
    context = {
        "assessment": assessment,
        "record": assessment.record,
        "groups": groups,
        "unseen": unseen,
        "ended": assessment.cycle.ratings_have_ended,
        "given": len(said),
        "unanswered": sum(not one.is_answered for one in said),
        "tiles": rendering.tiles(assessment.cycle.scale_id, assessment.team),
    }
    return render(request, "assessments/record/record_detail.html", context)


@require_safe
def cycle_detail(request, slug, pk):
    district = district_for(request, slug, ADMINISTER)
    cycle = cycle_for(district, pk)
    assessments = sorted(cycle.assessments.select_related("team"), key=by_name)
    rows = progress.progress(assessments, rating_queries.practice_count(cycle))
    context = {
        "district": district,
        "cycle": cycle,
        "rows": rows,
        "waiting": sum(row.state not in (State.CLOSED, State.ENDED) for row in rows),
        "closed": sum(row.state == State.CLOSED for row in rows),
        "ended": cycle.ratings_have_ended,
    }
    return render(request, "assessments/overview/cycle_detail.html", context)


def by_name(assessment):
    return (assessment.school_id is not None, alphabetical(assessment.team.name))


@require_safe
def assessment_list(request):
    roles_held = roles_held_by(request.user)
    newest_first = ("-cycle__opens_on", Alphabetical("team__name"))
    assessments = list(Assessment.objects.of_teams(roles_held.team_ids).with_context().order_by(*newest_first))
    if assessments:
        activate_timezone_of(assessments[0].cycle.district)
    context = {"assessments": assessments, "readings": feedback_queries.readings_of(roles_held)}
    return render(request, "assessments/overview/assessment_list.html", context)


@require_safe
def assessment_detail(request, pk):
    assessment = assessment_for(request, pk)
    seat = rating_queries.seat_of(assessment, request.user)
    here = seat if seat and seat.assessment_id == assessment.pk else None
    facilitates = request.user.has_perm("assessments.facilitate", assessment)
    facilitating = assessment.team.memberships.current().filter(facilitates=True)
    context = {
        "assessment": assessment,
        "seat": seat,
        "answered": rating_queries.answered_count(assessment, here) if here else 0,
        "total": rating_queries.practice_count(assessment.cycle),
        "described": criteria_queries.described_count(assessment),
        "coverage": coverage_of(assessment),
        "facilitates": facilitates,
        "rates": request.user.has_perm("assessments.rate_practice", assessment),
        "readiness": progress.readiness(assessment) if facilitates and not assessment.is_finished else None,
        "joined_and_left": joined_and_left(assessment.team, assessment.cycle.district),
        "facilitators": tell_apart(membership.person for membership in facilitating.select_related("person")),
    }
    return render(request, "assessments/overview/assessment_detail.html", context)
