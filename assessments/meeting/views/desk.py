"""Views of the facilitator's desk: start, reveal, outcome, park, move."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.criteria import queries as criteria_queries
from assessments.cycles.scope import assessment_for, practice_for
from assessments.evidence import queries as evidence_queries
from assessments.rating import progress
from frameworks import framework_cache, rendering
from people.errors import StaleRevision
from people.http import require_form
from people.text import alphabetical

from .. import actions
from ..agenda import agenda_of, own_rating_row, sheet_of
from ..band_queries import somebody_has_answered
from ..forms import MoveForm, OutcomeForm, ParkForm, StartMeetingForm
from ..meeting_poll import version_for

# How many pieces of the team's evidence stand beside the outcome, to be ticked there.
AT_HAND = 6


@require_safe
def meeting_detail(request, pk):
    return hub(request, assessment_for(request, pk))


def hub(request, assessment, form=None, status=200):
    facilitates = request.user.has_perm("assessments.facilitate", assessment)
    prepares = facilitates and not assessment.meeting_started_at
    start_form = StartMeetingForm(alone=somebody_has_answered(assessment)) if prepares else None
    context = {
        "assessment": assessment,
        "agenda": agenda_of(assessment, request.user),
        "facilitates": facilitates,
        "readiness": progress.readiness(assessment) if facilitates and not assessment.is_finished else None,
        "start_form": start_form,
        "form": form,
    }
    return render(request, "assessments/meeting/meeting_detail.html", context, status=status)


@require_POST
def meeting_start(request, pk):
    assessment = assessment_for(request, pk, "assessments.facilitate")
    form = StartMeetingForm(request.POST)
    form.full_clean()
    actions.start_meeting(assessment=assessment, by=request.user, **form.cleaned_data)
    return redirect("assessments:meeting_detail", pk)


@require_POST
def meeting_move(request, pk):
    assessment = assessment_for(request, pk, "assessments.facilitate")
    form = MoveForm(request.POST)
    if not form.is_valid():
        return hub(request, assessment, form, status=422)
    practice = practice_for(assessment, form.cleaned_data["practice"])
    seen = framework_cache.practices_of(assessment.cycle.edition_id).get(form.cleaned_data["seen"])
    over = actions.move_meeting(assessment=assessment, practice=practice, seen=seen, by=request.user)
    if over:
        said = {"name": over.moved_by or _("Somebody"), "there": over.practice.code, "here": practice.code}
        words = _("%(name)s had just taken the meeting to %(there)s. Now it is at %(here)s, for everybody.") % said
        messages.warning(request, words)
    return redirect("assessments:meeting_practice", pk, practice.uuid)


@require_POST
def practice_reveal(request, pk, practice_uuid):
    assessment = assessment_for(request, pk, "assessments.facilitate")
    practice = practice_for(assessment, practice_uuid)
    actions.reveal_practice(assessment=assessment, practice=practice, by=request.user)
    return redirect("assessments:meeting_practice", pk, practice_uuid)


@require_POST
def practice_park(request, pk, practice_uuid):
    assessment = assessment_for(request, pk, "assessments.facilitate")
    practice = practice_for(assessment, practice_uuid)
    form = ParkForm(request.POST)
    if not form.is_valid():
        return desk(request, assessment, practice.uuid, form, status=422)
    following = actions.park_practice(assessment=assessment, practice=practice, by=request.user, **form.cleaned_data)
    return redirect_to_next(request, assessment, following)


@require_POST
def practice_unpark(request, pk, practice_uuid):
    assessment = assessment_for(request, pk, "assessments.facilitate")
    practice = practice_for(assessment, practice_uuid)
    actions.unpark_practice(assessment=assessment, practice=practice, by=request.user)
    return redirect("assessments:meeting_practice", pk, practice_uuid)


@require_form
def meeting_practice(request, pk, practice_uuid):
    perm = "assessments.facilitate" if request.method == "POST" else "assessments.view_assessment"
    assessment = assessment_for(request, pk, perm)
    if request.method != "POST":
        return desk(request, assessment, practice_uuid)
    practice = practice_for(assessment, practice_uuid)
    form = outcome_form(assessment, practice, request.POST)
    if not form.is_valid():
        return desk(request, assessment, practice_uuid, form, status=422)
    try:
        following = actions.record_and_go_on(
            assessment=assessment, practice=practice, by=request.user, **form.cleaned_data
        )
    except StaleRevision as stale:
        return desk(request, assessment, practice_uuid, form, stale.stored, status=409)
    return redirect_to_next(request, assessment, following)


def redirect_to_next(request, assessment, following):
    if following:
        return redirect("assessments:meeting_practice", assessment.pk, following.uuid)
    if agenda_of(assessment, request.user).open:
        messages.info(request, _("What is left is parked: come back to it, or leave it open."))
    else:
        messages.success(request, _("Every practice has an outcome. You can close the assessment now."))
    return redirect("assessments:meeting_summary", assessment.pk)


def outcome_form(assessment, practice, data=None):
    linked = evidence_queries.evidence_by_practice(assessment, [practice.pk])[practice.pk]
    return OutcomeForm(
        data,
        levels=framework_cache.levels_of(assessment.cycle.scale_id),
        linked=linked,
        library=evidence_queries.library_of(assessment.team),
        others=evidence_queries.evidence_of_others(assessment.team),
        of_a_school=bool(assessment.school_id),
    )


def desk(request, assessment, practice_uuid, form=None, stored=None, status=200):
    """Render one practice; before its reveal only the statement and one's own answer."""
    now = version_for(assessment.pk, request.user)  # read first: what changes meanwhile is then shown as changed
    agenda = agenda_of(assessment, request.user)
    entry = agenda.find(practice_uuid)
    if entry is None:
        raise Http404
    records = request.user.has_perm("assessments.facilitate", assessment) and assessment.in_meeting
    context = {
        **practice_context(assessment, agenda, entry),
        "sheet": sheet_of(assessment, entry, request.user),
        "now": now,
        "own": own_rating_row(assessment, request.user, entry),
        "outcome": stored or entry.outcome,
        "stored": stored,
        "form": form,
        "shown": field_values(form, entry),
        "records": records,
    }
    if records and entry.takes_outcome:
        context |= outcomes_to_choose(assessment, context["evidence"])
    return render(request, "assessments/meeting/meeting_practice.html", context, status=status)


def practice_context(assessment, agenda, entry):
    return {
        "assessment": assessment,
        "agenda": agenda,
        "entry": entry,
        "practice": entry.practice,
        "previous": agenda.before(entry),
        "following": agenda.after(entry),
        "queue": agenda.around(entry),
        "evidence": evidence_queries.evidence_by_practice(assessment, [entry.practice.pk])[entry.practice.pk],
        "described": criteria_queries.described(assessment, entry.practice.characteristic)[entry.practice.pk],
    }


def outcomes_to_choose(assessment, linked):
    kinds = {piece.kind for piece in linked}
    levels = framework_cache.levels_of(assessment.cycle.scale_id)
    tiles = [
        {**tile, "asks": level.kinds_of_evidence if level.kinds_of_evidence > len(kinds) else 0}
        for tile, level in zip(rendering.tiles(assessment.cycle.scale_id, assessment.team), levels, strict=True)
    ]
    known = {piece.pk for piece in linked}
    return {
        "tiles": tiles,
        "asking": [tile for tile in tiles if tile["asks"]],
        "kinds": sorted({piece.get_kind_display() for piece in linked}, key=alphabetical),
        "kind_choices": OutcomeForm.base_fields["new_kind"].choices,
        "at_hand": list(evidence_queries.library_of(assessment.team).exclude(pk__in=known)[:AT_HAND]),
    }


RECORDED = ("reason", "dissent", "unsupported_reason", "locally_different", "willing_to_share")
TYPED = (*RECORDED, "new_title", "new_kind", "new_text", "outcome")


def field_values(form, entry):
    """Initial values: what was typed, else what is recorded, else what was written when it was parked."""
    if form and form.is_bound:
        ticked = set(form.data.getlist("pieces"))
        return {**{field: form.data.get(field, "") for field in TYPED}, "pieces": ticked}
    outcome, parked = entry.outcome, entry.parked
    if outcome is None:
        return {"reason": parked.reason, "dissent": parked.dissent} if parked else {}
    chosen = str(outcome.level.value) if outcome.level_id else outcome.kind
    return {**{field: getattr(outcome, field) for field in RECORDED}, "outcome": chosen}
