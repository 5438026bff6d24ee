"""Views for the room: each member's own screen, the projector, and the poll for changes."""

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.cycles.scope import assessment_for
from assessments.evidence import queries as evidence_queries
from assessments.rating import queries as rating_queries
from assessments.rating.rendering.answers import answer_choices
from assessments.rating.rendering.saved import saved_of
from assessments.rating.views.rate import RATES_FOR
from assessments.rating.words_of_saving import words_of_saving
from frameworks import rendering
from people.addresses import address

from ..agenda import agenda_of, own_rating_row, sheet_of
from ..meeting_poll import version_for


@require_safe
def meeting_now(request, pk):
    version = version_for(pk, request.user)
    if version is None:
        raise Http404
    tag = f'"{version}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    return HttpResponse(version, content_type="text/plain", headers={"ETag": tag})


@require_safe
def meeting_room(request, pk):
    assessment = assessment_for(request, pk)
    context = following(request, assessment)
    entry = context["entry"]
    if entry and assessment.in_meeting:
        context |= {
            "own": own_rating_row(assessment, request.user, entry),
            "evidence": evidence_queries.evidence_by_practice(assessment, [entry.practice.pk])[entry.practice.pk],
            "facilitates": request.user.has_perm("assessments.facilitate", assessment),
            "look_fors": rendering.look_fors(assessment.cycle.edition_id).get(entry.practice.pk),
        }
        context["votes"] = may_vote(request.user, assessment, context["own"])
        if row := context["own"]:
            context["choices"] = answer_choices(assessment.cycle.scale_id, assessment.team)
            context["own_saved"] = saved_of(row, assessment)
    context |= {"words": words_of_saving(), "sign_in": address("account_login")}
    response = render(request, part_of("assessments/meeting/meeting_room.html", request), context)
    response.headers[RATES_FOR] = request.user.browser_key
    return response


def may_vote(user, assessment, own):
    """Whether a person can answer in the room; not if their seat of the cycle is in another team."""
    if not (assessment.rating_is_on and user.has_perm("assessments.rate_practice", assessment)):
        return False
    return bool(own) or not rating_queries.binds_elsewhere(rating_queries.seat_of(assessment, user), assessment)


@require_safe
def meeting_screen(request, pk):
    """The projector's page, without names and single answers."""
    assessment = assessment_for(request, pk)
    context = following(request, assessment)
    return render(request, part_of("assessments/meeting/meeting_screen.html", request), context)


def following(request, assessment):
    now = version_for(assessment.pk, request.user)  # read first: a change meanwhile is asked for once more
    agenda = agenda_of(assessment, request.user)
    entry = agenda.here if assessment.meeting_started_at else None
    return {
        "assessment": assessment,
        "agenda": agenda,
        "now": now,
        "entry": entry,
        "practice": entry.practice if entry else None,
        "outcome": entry.outcome if entry else None,
        "sheet": sheet_of(assessment, entry, request.user) if entry else None,
        "tiles": rendering.tiles(assessment.cycle.scale_id, assessment.team),
    }


def part_of(template, request):
    return f"{template}#following" if request.htmx else template
