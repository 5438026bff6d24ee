"""Rate alone: one characteristic a page, or all practices in a table; each answer is saved by itself."""

from dataclasses import replace
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from assessments.criteria import queries as criteria_queries
from assessments.cycles.scope import practice_for
from assessments.evidence import queries as evidence_queries
from assessments.evidence.files import uploads
from frameworks import framework_cache
from people.addresses import address
from people.auditing import without_history
from people.errors import StaleRevision
from people.gzip import compressed

from .. import actions, rating_sql
from .. import queries as rating_queries
from ..errors import AnswerNotTaken
from ..forms import RatingForm
from ..rendering.cards import CardPage, CardRow
from ..rendering.contents import contents_of
from ..rendering.saved import progress_of, saved_of
from ..rendering.table import TablePage
from ..scope import assessment_to_rate
from ..words_of_saving import words_of_saving

# Whose answers a page holds, and a save is of: what a browser keeps for one person is never sent as another's.
RATES_FOR = "X-Rates-For"
# Until when it may show them without the server, in milliseconds since 1970: as long as the session lasts.
RATES_UNTIL = "X-Rates-Until"
# Where the screen leads to.
LED_TO = ("assessment_detail", "criterion_list", "evidence_library", "rate_next", "rate_table")


@require_safe
def rate_next(request, pk):
    assessment = assessment_to_rate(request, pk)
    seat = rating_sql.seat_here(assessment, request.user)
    if seat is None:
        return redirect("assessments:notice_detail", pk)
    practice = rating_queries.next_unanswered(assessment, seat)
    return redirect(place_of(assessment, practice) if practice else place_of(assessment, number=1))


def place_of(assessment, practice=None, number=None, in_table=False):
    if in_table:
        page = address("assessments:rate_table", assessment.pk)
    else:
        number = number or practice.characteristic.number
        page = address("assessments:rate_characteristic", assessment.pk, number)
    return f"{page}#practice-{practice.uuid}" if practice else page


@require_safe
@compressed
def rate_characteristic(request, pk, number):
    assessment = assessment_to_rate(request, pk)
    chosen = request.GET.get("characteristic", "")
    if chosen.isdecimal() and len(chosen) < 6:
        return redirect("assessments:rate_characteristic", pk, int(chosen))
    return rate_page(request, assessment, number)


@require_safe
@compressed
def rate_table(request, pk):
    return rate_page(request, assessment_to_rate(request, pk), None)


@without_history
@require_POST
def rate_practice(request, pk, practice_uuid):
    assessment = assessment_to_rate(request, pk)
    practice = practice_for(assessment, practice_uuid)
    # A page from before something was sealed may still send: what it says is taken, and what was there is not shown.
    if request.headers.get(RATES_FOR, str(request.user.pk)).partition(".")[0] != str(request.user.pk):
        raise PermissionDenied
    form = RatingForm(request.POST, levels=framework_cache.levels_of(assessment.cycle.scale_id))
    if not form.is_valid():
        return answer_with(request, assessment, practice, form=form, status=422)
    try:
        rating = actions.rate_practice(assessment=assessment, practice=practice, by=request.user, **form.cleaned_data)
    except StaleRevision as stale:
        return answer_with(request, assessment, practice, form=form, stored=stale.stored, status=409)
    except AnswerNotTaken as refused:
        refused.typed = tuple(filter(None, (form.answer_in_words, form.cleaned_data["note"])))
        raise
    return answer_with(request, assessment, practice, rating=rating)


def answer_with(request, assessment, practice, *, rating=None, form=None, stored=None, status=200):
    from_meeting = request.POST.get("from") == "meeting"
    if not request.htmx:
        if rating and from_meeting:
            return redirect("assessments:meeting_room", assessment.pk)
        in_table = "in_table" in request.POST
        if rating:
            return redirect(place_of(assessment, practice, in_table=in_table))
        number = None if in_table else practice.characteristic.number
        return rate_page(request, assessment, number, form, practice, stored, status)
    row = CardRow(practice, rating or stored, form=None if rating else form, stored=stored)
    progress = None
    if rating and not from_meeting:  # the meeting's screens show no progress
        counts = rating_sql.answered_now(rating.seat_id, practice, assessment.cycle.edition_id)
        progress = progress_of(practice, counts, bool(row.saved))
    part = {"saved": saved_of(row, assessment), "progress": progress}
    return HttpResponse(render_to_string("assessments/rating/_saved.jinja", part), status=status)


def rate_page(request, assessment, number, form=None, practice=None, stored=None, status=200):
    seat = rating_sql.seat_here(assessment, request.user)
    if seat is None:
        return redirect("assessments:notice_detail", assessment.pk)
    answered = rating_queries.answers_of(seat)
    context = {
        "assessment": assessment,
        "answered": str(len(answered)),
        "total": str(len(framework_cache.practices_of(assessment.cycle.edition_id))),
        "rating_is_on": assessment.rating_is_on,
        "words": words_of_saving(),
        "urls": {name: address(f"assessments:{name}", assessment.pk) for name in LED_TO},
        "worker": address("assessments:rate_offline"),
        "sign_in": address("account_login"),
    }
    draw = table_context if number is None else cards_context
    typed = (form, practice, stored)
    response = render(request, *draw(request, assessment, seat, answered, number, typed, context), status=status)
    response.headers[RATES_FOR] = request.user.browser_key
    response.headers[RATES_UNTIL] = until_milliseconds(request.session)
    return response


def until_milliseconds(session):
    """When a session that was read expires, in Unix milliseconds; 0 for one that this request began."""
    return str(int(session.expires_at.timestamp() * 1000)) if session.expires_at else "0"


def cards_context(request, assessment, seat, answered, number, typed, context):
    contents = contents_of(assessment, answered, here=number)
    place = next((i for i, entry in enumerate(contents) if entry.is_here), None)
    if place is None:
        raise Http404
    here = contents[place]
    evidence = evidence_queries.chips_of(assessment, here.characteristic)
    revealed = rating_queries.revealed_in(assessment)
    practices = here.characteristic.practices_kept
    described = criteria_queries.described(assessment, here.characteristic)
    ratings = rating_queries.own_ratings(seat, characteristic=here.characteristic)
    rows = rows_of(practices, ratings, revealed, typed, evidence, described)
    return "assessments/rating/rate_characteristic.html", context | {
        "contents": contents,
        "of": len(contents),
        "here": here,
        "previous": contents[place - 1] if place else None,
        "following": contents[place + 1] if place + 1 < len(contents) else None,
        "page": CardPage(request, assessment, rows),
        "takes_evidence": not assessment.is_finished,
        "upload": uploads.limits(),
    }


def table_context(request, assessment, seat, answered, _number, typed, context):
    ratings, revealed = rating_queries.own_ratings(seat), rating_queries.revealed_in(assessment)
    contents = contents_of(assessment, answered, place="#characteristic-{}")
    characteristics = [
        (entry, rows_of(entry.characteristic.practices_kept, ratings, revealed, typed)) for entry in contents
    ]
    return "assessments/rating/rate_table.html", context | {
        "contents": contents,
        "page": TablePage(request, assessment, characteristics),
    }


def rows_of(practices, ratings, revealed, typed, evidence=None, described=None):
    form, unsaved, stored = typed
    rows = [
        CardRow(
            practice=p,
            rating=ratings.get(p.pk),
            evidence=tuple(evidence[p.pk]) if evidence else (),
            revealed=p.pk in revealed,
            described=described[p.pk] if described else (),
        )
        for p in practices
    ]
    if unsaved:
        return [replace(r, form=form, stored=stored) if r.practice.pk == unsaved.pk else r for r in rows]
    return rows


@require_safe
@login_not_required
def rate_offline(request):
    """The service worker; browsers limit it to the path below its own URL, hence this view."""
    script = Path(finders.find("js/service-worker.js")).read_bytes()
    return HttpResponse(script, content_type="text/javascript", headers={"Cache-Control": "no-cache"})
