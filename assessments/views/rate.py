"""Rating alone: one characteristic a page, each answer saved by itself."""

from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_POST

from .. import actions, reading, saving, texts, uploads
from ..cards import CardSet, Row, draw_saved
from ..errors import StaleRevision
from ..forms import RatingForm
from ..models import Answer
from ..scope import assessment_to_rate, practice_to_rate


@dataclass(frozen=True)
class Entry:
    """One characteristic in the contents."""

    characteristic: object
    answered: int
    total: int


@require_GET
def rate_next(request, pk):
    """Go to the next practice without an answer, else to the first page."""
    assessment = assessment_to_rate(request, pk)
    seat = saving.seat_here(assessment, request.user)
    if seat is None:
        return redirect("assessments:notice_detail", pk)
    practice = reading.next_unanswered(assessment, seat)
    number = practice.characteristic.number if practice else 1
    url = reverse("assessments:rate_characteristic", args=[pk, number])
    return redirect(f"{url}#practice-{practice.uuid}" if practice else url)


@require_GET
@gzip_page
def rate_characteristic(request, pk, number):
    """The practices of one characteristic, with the person's own answers."""
    assessment = assessment_to_rate(request, pk)
    chosen = request.GET.get("characteristic", "")
    if chosen.isdecimal() and len(chosen) < 6:
        return redirect("assessments:rate_characteristic", pk, int(chosen))
    return rate_page(request, assessment, number)


@require_POST
def rate_practice(request, pk, practice_uuid):
    """Save one answer; a fragment for htmx, else back to the page."""
    assessment = assessment_to_rate(request, pk)
    practice = practice_to_rate(assessment, practice_uuid)
    form = RatingForm(request.POST, levels=texts.levels_of(assessment.cycle.scale_id))
    if not form.is_valid():
        return answer_with(request, assessment, practice, form=form, status=422)
    try:
        rating = actions.rate_practice(assessment=assessment, practice=practice, by=request.user, **form.cleaned_data)
    except StaleRevision as stale:
        return answer_with(request, assessment, practice, form=form, stored=stale.stored, status=409)
    return answer_with(request, assessment, practice, rating=rating)


def answer_with(request, assessment, practice, *, rating=None, form=None, stored=None, status=200):
    """The changed part of the card for htmx; without JavaScript the page, or a way back to it."""
    if not request.htmx:
        if rating:
            url = reverse("assessments:rate_characteristic", args=[assessment.pk, practice.characteristic.number])
            return redirect(f"{url}#practice-{practice.uuid}")
        return rate_page(request, assessment, practice.characteristic.number, form, practice, stored, status)
    row = Row(practice, rating or stored, form=None if rating else form, stored=stored)
    progress = saving.answered_now(rating.seat_id, practice, assessment.cycle.edition_id) if rating else None
    return HttpResponse(draw_saved(row, assessment, progress), status=status)


def rate_page(request, assessment, number, form=None, practice=None, stored=None, status=200):
    """The whole page; ``form`` is what was typed for ``practice`` where it could not be saved."""
    seat = saving.seat_here(assessment, request.user)
    if seat is None:
        return redirect("assessments:notice_detail", assessment.pk)
    edition = assessment.cycle.edition_id
    ratings = reading.own_ratings(seat)
    answered = {pk for pk, rating in ratings.items() if rating.answer != Answer.WITHDRAWN}
    contents = contents_of(texts.characteristics_of(edition), answered)
    here = next((entry for entry in contents if entry.characteristic.number == number), None)
    if here is None:
        raise Http404
    rows = rows_of(assessment, ratings, here.characteristic.practices_kept)
    if practice:
        rows = [replace(row, form=form, stored=stored) if row.practice.pk == practice.pk else row for row in rows]
    context = {
        "assessment": assessment,
        "contents": contents,
        "here": here,
        "previous": next((e for e in reversed(contents) if e.characteristic.number < number), None),
        "following": next((e for e in contents if e.characteristic.number > number), None),
        "cards": cards(request, assessment, rows),
        "answered": sum(entry.answered for entry in contents),
        "total": sum(entry.total for entry in contents),
        "rating_is_on": assessment.rating_is_on,
        "takes_evidence": not assessment.is_finished,
        "upload": uploads.limits(),
    }
    return render(request, "assessments/rate_characteristic.html", context, status=status)


def contents_of(characteristics, answered):
    """The contents beside the cards: each characteristic with how much of it is answered."""
    return [Entry(c, sum(p.pk in answered for p in c.practices_kept), len(c.practices_kept)) for c in characteristics]


def rows_of(assessment, ratings, practices):
    """What the cards of one characteristic show, in the edition's order."""
    evidence = reading.evidence_by_practice(assessment, [practice.pk for practice in practices])
    revealed = reading.revealed_in(assessment)
    return [Row(p, ratings.get(p.pk), tuple(evidence[p.pk]), p.pk in revealed) for p in practices]


def cards(request, assessment, rows):
    """The cards, with a heading before each stakeholder group's first."""
    drawn, group = CardSet(request, assessment, assessment.rating_is_on), None
    for row in rows:
        if row.practice.stakeholder_group_id and row.practice.stakeholder_group_id != group:
            heading = '<h2 class="group-title" lang="{}">{}</h2>'
            yield format_html(heading, assessment.cycle.edition.language, row.practice.stakeholder_group)
        group = row.practice.stakeholder_group_id
        yield drawn.draw(row)
