"""Views in which a paired team reads another team's record and leaves feedback, which that team answers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.cycles.scope import assessment_for
from assessments.record import record_evidence
from assessments.record.models import RecordEvidence
from frameworks.framework_cache import characteristics_of
from people.errors import StaleRevision
from people.http import require_form

from .. import actions, queries
from ..forms import AnswerForm, FeedbackChangeForm, FeedbackForm
from ..models import Feedback
from ..scope import record_for_reader


def characteristic_at(record, number):
    found = characteristics_of(record.cycle.edition_id)
    place = next((index for index, c in enumerate(found) if c.number == number), None)
    if place is None:
        raise Http404
    return found[place], found[place - 1] if place else None, found[place + 1] if place + 1 < len(found) else None


@require_safe
def peer_record(request, pairing_pk):
    pairing, record = record_for_reader(request, pairing_pk)
    context = {"pairing": pairing, "record": record, "contents": queries.contents_read(pairing, record)}
    return render(request, "assessments/feedback/feedback_record.html", context)


@require_form
def peer_characteristic(request, pairing_pk, number):
    pairing, record = record_for_reader(request, pairing_pk)
    characteristic, previous, following = characteristic_at(record, number)
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = actions.leave_feedback(
            pairing=pairing, characteristic=characteristic, by=request.user, **form.cleaned_data
        )
        messages.success(request, _("Saved. The other team can read it now."))
        return redirect(back_to_reading(said))
    context = {
        "pairing": pairing,
        "record": record,
        "characteristic": characteristic,
        "previous": previous,
        "following": following,
        "practices": queries.practices_read(record, characteristic),
        "left": queries.left_by(pairing, characteristic),
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "assessments/feedback/feedback_characteristic.html", context, status=status)


@require_safe
def peer_file(request, pairing_pk, evidence_pk):
    _pairing, record = record_for_reader(request, pairing_pk)
    piece = get_object_or_404(RecordEvidence, record=record, pk=evidence_pk)
    return record_evidence.answer_with_file(request, piece)


def own_feedback(request, pairing_pk, feedback_pk):
    pairing, _record = record_for_reader(request, pairing_pk)
    found = get_object_or_404(Feedback.objects.select_related("characteristic"), pairing=pairing, pk=feedback_pk)
    found.pairing = pairing
    return found


def back_to_reading(said):
    return reverse("assessments:peer_characteristic", args=[said.pairing_id, said.characteristic.number]) + "#feedback"


@require_form
def feedback_change(request, pairing_pk, feedback_pk):
    said = own_feedback(request, pairing_pk, feedback_pk)
    seen = {"kind": said.kind, "text": said.text, "revision": said.revision}
    form, stored = FeedbackChangeForm(request.POST or None, initial=seen), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_feedback(feedback=said, by=request.user, **form.cleaned_data)
        except StaleRevision as stale:
            stored = stale.stored
        else:
            messages.success(request, _("Saved."))
            return redirect(back_to_reading(said))
    return form_page(
        request, "assessments/feedback/feedback_change.html", said, form, stored, back=back_to_reading(said)
    )


def form_page(request, template, said, form, stored, **context):
    status = 409 if stored else 422 if form.is_bound else 200
    return render(request, template, {"said": said, "form": form, "stored": stored, **context}, status=status)


@require_form
def feedback_delete(request, pairing_pk, feedback_pk):
    said = own_feedback(request, pairing_pk, feedback_pk)
    if request.method == "POST":
        actions.delete_feedback(feedback=said, by=request.user)
        messages.success(request, _("Deleted."))
        return redirect(back_to_reading(said))
    return render(request, "assessments/feedback/feedback_delete.html", {"said": said, "back": back_to_reading(said)})


@require_form
def feedback_answer(request, pk, feedback_pk):
    assessment = assessment_for(request, pk)
    given = Feedback.objects.select_related("pairing__reader", "pairing__cycle__district", "characteristic")
    said = get_object_or_404(given, pairing__rated=assessment, pk=feedback_pk)
    seen = {"answer": said.answer, "taken_up": said.taken_up, "revision": said.revision}
    form, stored = AnswerForm(request.POST or None, initial=seen), None
    back = reverse("assessments:record_detail", args=[pk]) + f"#feedback-{said.pk}"
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_feedback(feedback=said, by=request.user, **form.cleaned_data)
        except StaleRevision as stale:
            stored = stale.stored
        else:
            is_read = said.pairing.is_open
            messages.success(request, _("Saved. The other team can read your answer now.") if is_read else _("Saved."))
            return redirect(back)
    return form_page(
        request, "assessments/feedback/feedback_answer.html", said, form, stored, back=back, assessment=assessment
    )
