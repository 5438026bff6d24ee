"""Rating alone: one characteristic a page, each answer saved by itself."""

import uuid
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from .. import actions, reading
from ..errors import StaleRevision
from ..forms import RatingForm
from ..models import Answer, Rating
from ..scope import assessment_for, practice_for


@dataclass(frozen=True)
class Row:
    """One practice as its card shows it: what is saved, what was typed, what went wrong."""

    practice: object
    rating: Rating | None
    evidence: tuple = ()
    revealed: bool = False
    form: RatingForm | None = None
    stored: Rating | None = None

    @property
    def key(self):
        """What ties the card's parts together in the page."""
        return self.practice.uuid

    @property
    def chosen(self):
        """The answer the card shows as chosen: what was typed, else what is saved."""
        if self.form and self.form.is_bound:
            return self.form.data.get("answer", "")
        if self.rating is None or self.rating.answer == Answer.WITHDRAWN:
            return ""
        return str(self.rating.level.value) if self.rating.level_id else self.rating.answer

    @property
    def note(self):
        """The note as typed, else as saved."""
        if self.form and self.form.is_bound:
            return self.form.data.get("note", "")
        return self.rating.note if self.rating else ""

    @property
    def chosen_label(self):
        """The chosen answer in words, for the page that shows both sides of a conflict."""
        level = self.form.levels.get(self.chosen) if self.form else None
        return level.words_label if level else dict(Answer.choices).get(self.chosen, "–")

    @property
    def revision(self):
        """The revision the next save builds upon: after a conflict, the stored one the person has now seen."""
        shown = self.stored or self.rating
        return shown.revision if shown else 0

    @property
    def client_id(self):
        """A new name for the next edit."""
        return uuid.uuid4()

    @property
    def saved(self):
        """The saved rating, when it says something."""
        return self.rating if self.rating and self.rating.answer != Answer.WITHDRAWN else None


@require_GET
def rate_next(request, pk):
    """Go to the next practice without an answer, else to the first page."""
    assessment = assessment_for(request, pk, "assessments.rate_practice")
    seat = seat_here(assessment, request.user)
    if seat is None:
        return redirect("assessments:notice_detail", pk)
    practice = reading.next_unanswered(assessment, seat)
    number = practice.characteristic.number if practice else 1
    url = reverse("assessments:rate_characteristic", args=[pk, number])
    return redirect(f"{url}#practice-{practice.uuid}" if practice else url)


@require_GET
def rate_characteristic(request, pk, number):
    """The practices of one characteristic, with the person's own answers."""
    assessment = assessment_for(request, pk, "assessments.rate_practice")
    chosen = request.GET.get("characteristic", "")
    if chosen.isdecimal() and len(chosen) < 6:
        return redirect("assessments:rate_characteristic", pk, int(chosen))
    return rate_page(request, assessment, number)


@require_POST
def rate_practice(request, pk, practice_uuid):
    """Save one answer; a fragment for htmx, else back to the page."""
    assessment = assessment_for(request, pk, "assessments.rate_practice")
    practice = practice_for(assessment, practice_uuid)
    form = RatingForm(request.POST, levels=reading.levels_of(assessment.cycle.scale_id))
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
    context = {"row": row, "assessment": assessment, "progress": None}
    if rating:
        context["progress"] = reading.own_progress(assessment, rating.seat, practice.characteristic_id)
    return render(request, "assessments/_rate_card.html#saved-answer", context, status=status)


def rate_page(request, assessment, number, form=None, practice=None, stored=None, status=200):
    """The whole page; ``form`` is what was typed for ``practice`` where it could not be saved."""
    seat = seat_here(assessment, request.user)
    if seat is None:
        return redirect("assessments:notice_detail", assessment.pk)
    characteristics = reading.answered_by_characteristic(assessment, seat)
    characteristic = next((c for c in characteristics if c.number == number), None)
    if characteristic is None:
        raise Http404
    rows = rows_of(assessment, seat, characteristic)
    if practice:
        rows = [
            Row(r.practice, r.rating, r.evidence, r.revealed, form, stored) if r.practice.pk == practice.pk else r
            for r in rows
        ]
    context = {
        "assessment": assessment,
        "characteristics": characteristics,
        "characteristic": characteristic,
        "previous": next((c for c in reversed(characteristics) if c.number < number), None),
        "following": next((c for c in characteristics if c.number > number), None),
        "rows": rows,
        "tiles": tiles(assessment),
        "answered": sum(c.answered for c in characteristics),
        "total": sum(c.total for c in characteristics),
        "rating_is_on": assessment.rating_is_on,
        "unscored": [
            (Answer.NOT_ENOUGH_INFORMATION, _("Not enough information")),
            (Answer.DOES_NOT_APPLY, _("Does not apply, because…")),
        ],
    }
    return render(request, "assessments/rate_characteristic.html", context, status=status)


def rows_of(assessment, seat, characteristic):
    """The cards of one characteristic, in the edition's order."""
    practices = reading.practices_to_rate(assessment, characteristic)
    ids = [practice.pk for practice in practices]
    ratings = reading.own_ratings(seat, ids)
    evidence = reading.evidence_by_practice(assessment, ids)
    return [Row(p, ratings.get(p.pk), tuple(evidence[p.pk]), p.is_revealed) for p in practices]


def tiles(assessment):
    """The scale's levels as the page shows them: value, label, the anchor for this team, colour step."""
    levels = reading.levels_of(assessment.cycle.scale_id)
    low, high = levels[0].value, levels[-1].value
    return [
        {
            "value": str(level.value),
            "label": level.words_label,
            "anchor": level.anchor_for(assessment.team),
            "step": round(10 + 30 * (level.value - low) / (high - low)),
        }
        for level in levels
    ]


def seat_here(assessment, user):
    """The person's seat, when it is in this team."""
    seat = reading.seat_of(assessment, user)
    return seat if seat and seat.assessment_id == assessment.pk else None
