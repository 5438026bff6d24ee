"""The meeting: practices in their order, reveal, outcome; at its end the record."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.methods import require_form

from .. import actions, feedback, reading, saving, texts
from ..cards import Row
from ..errors import StaleRevision
from ..forms import AgreementForm, StartMeetingForm
from ..models import Agreement, Outcome
from ..scope import assessment_for, practice_for
from ..words import spread_in_words

# How many of the coming practices stand beside the one that is talked about.
NEAR = 8


@dataclass(frozen=True)
class Queued:
    """One practice in the order of the meeting: whether it is revealed, and what was agreed."""

    practice: object
    revealed: bool
    agreement: Agreement | None


@require_safe
def meeting_detail(request, pk):
    """All practices in the frozen order with what was agreed so far; before the start, how to start."""
    assessment = assessment_for(request, pk)
    context = {
        "assessment": assessment,
        "queue": queue_of(assessment),
        "facilitates": request.user.has_perm("assessments.facilitate", assessment),
        "form": StartMeetingForm(),
    }
    return render(request, "assessments/meeting_detail.html", context)


@require_POST
def meeting_start(request, pk):
    """Start the meeting; from here on the team sees the order, and nothing else yet."""
    assessment = assessment_for(request, pk, "assessments.facilitate")
    form = StartMeetingForm(request.POST)
    form.full_clean()
    actions.start_meeting(assessment=assessment, by=request.user, **form.cleaned_data)
    return redirect("assessments:meeting_detail", pk)


@require_POST
def practice_reveal(request, pk, practice_uuid):
    """Show the team how it rated this practice."""
    assessment = assessment_for(request, pk, "assessments.facilitate")
    practice = practice_for(assessment, practice_uuid)
    actions.reveal_practice(assessment=assessment, practice=practice, by=request.user)
    return redirect("assessments:meeting_practice", pk, practice_uuid)


@require_form
def meeting_practice(request, pk, practice_uuid):
    """One practice in the meeting; the facilitator records what the team agreed."""
    perm = "assessments.facilitate" if request.method == "POST" else "assessments.view_assessment"
    assessment = assessment_for(request, pk, perm)
    practice = practice_for(assessment, practice_uuid)
    if request.method != "POST":
        return meeting_page(request, assessment, practice)
    form = agreement_form(assessment, practice, request.POST)
    if not form.is_valid():
        return meeting_page(request, assessment, practice, form, status=422)
    agreed = {**form.cleaned_data}
    try:
        actions.record_outcome(assessment=assessment, practice=practice, by=request.user, **agreed)
    except StaleRevision as stale:
        return meeting_page(request, assessment, practice, form, stale.stored, status=409)
    following = next((q for q in queue_of(assessment) if q.agreement is None), None)
    if following:
        return redirect("assessments:meeting_practice", pk, following.practice.uuid)
    messages.success(request, _("Every practice has an outcome. You can close the assessment now."))
    return redirect("assessments:meeting_detail", pk)


def agreement_form(assessment, practice, data=None):
    """The form for an outcome, knowing how many kinds of evidence are linked."""
    levels = texts.levels_of(assessment.cycle.scale_id)
    return AgreementForm(data, levels=levels, kinds=reading.kinds_linked(assessment, practice))


def meeting_page(request, assessment, practice, form=None, stored=None, status=200):
    """The page of one practice: before its reveal nothing but the statement and one's own answer."""
    queue = queue_of(assessment)
    place = next((index for index, q in enumerate(queue) if q.practice.pk == practice.pk), None)
    agreement = stored or (queue[place].agreement if place is not None else None)
    revealed = practice.is_revealed and bool(assessment.meeting_started_at)
    spread = reading.spread_for(assessment, practice) if revealed else None
    seat = saving.seat_here(assessment, request.user)
    own = reading.own_ratings(seat, [practice.pk]).get(practice.pk) if seat else None
    context = {
        "assessment": assessment,
        "practice": practice,
        "total": len(queue),
        "queue": queue[max(0, (place or 0) - 2) : (place or 0) + NEAR],
        "place": place + 1 if place is not None else None,
        "previous": queue[place - 1] if place else None,
        "following": queue[place + 1] if place is not None and place + 1 < len(queue) else None,
        "revealed": revealed,
        "spread": dots(spread, assessment) if spread else None,
        "in_words": spread_in_words(spread, texts.levels_of(assessment.cycle.scale_id)) if spread else "",
        "own": Row(practice, own).saved,
        "agreement": agreement,
        "stored": stored,
        "form": form or agreement_form(assessment, practice),
        "shown": shown_in(form, agreement),
        "tiles": texts.tiles(assessment.cycle.scale_id, assessment.team),
        "evidence": reading.evidence_by_practice(assessment, [practice.pk])[practice.pk],
        "facilitates": request.user.has_perm("assessments.facilitate", assessment),
    }
    return render(request, "assessments/meeting_practice.html", context, status=status)


def shown_in(form, agreement):
    """What the fields show: what was typed, else what is recorded."""
    fields = ("reason", "dissent", "unsupported_reason", "locally_different")
    if form and form.is_bound:
        typed = {field: form.data.get(field, "") for field in fields}
        return {**typed, "outcome": form.data.get("outcome", "")}
    if agreement is None:
        return {}
    chosen = str(agreement.level.value) if agreement.level_id else agreement.outcome
    return {**{field: getattr(agreement, field) for field in fields}, "outcome": chosen}


def dots(spread, assessment):
    """The spread as columns of dots: each level with how many people, as a range to draw."""
    return [
        {**tile, "people": count, "dots": range(count)}
        for tile, count in zip(texts.tiles(assessment.cycle.scale_id, assessment.team), spread.counts, strict=True)
    ]


def queue_of(assessment):
    """The practices in the order of the meeting; before its start, in the edition's."""
    practices, revealed, agreements = reading.meeting_of(assessment)
    return [Queued(p, p.pk in revealed, agreements.get(p.pk)) for p in practices]


@require_form
def assessment_close(request, pk):
    """Close: says first what the record will hold, then writes it."""
    assessment = assessment_for(request, pk, "assessments.facilitate")
    if request.method == "POST":
        actions.close_assessment(assessment=assessment, by=request.user)
        messages.success(request, _("Closed. The record is written and no longer changes."))
        return redirect("assessments:record_detail", pk)
    queue = queue_of(assessment)
    agreed = [q.agreement for q in queue if q.agreement]
    context = {
        "assessment": assessment,
        "levels": sum(a.outcome == Outcome.LEVEL for a in agreed),
        "others": sum(a.outcome != Outcome.LEVEL for a in agreed),
        "missing": [q.practice for q in queue if q.agreement is None],
        "unsupported": [q.practice for q in queue if q.agreement and q.agreement.unsupported_reason],
        "total": len(queue),
    }
    return render(request, "assessments/assessment_close.html", context)


def groups_of(assessment):
    """The record by characteristic: its practices, and what other teams said of it."""
    given = feedback.received(assessment)
    return [(c, rows, given[c.pk]) for c, rows in reading.record_of(assessment).items()]


@require_safe
def record_detail(request, pk):
    """The team's own record: what it agreed, and the spreads it saw."""
    assessment = assessment_for(request, pk)
    if not assessment.record_id:
        return redirect("assessments:assessment_detail", pk)
    groups = groups_of(assessment)
    said = [said for _characteristic, _rows, given in groups for said in given]
    context = {
        "assessment": assessment,
        "record": assessment.record,
        "groups": groups,
        "given": len(said),
        "unanswered": sum(not one.is_answered for one in said),
        "tiles": texts.tiles(assessment.cycle.scale_id, assessment.team),
    }
    return render(request, "assessments/record_detail.html", context)
