"""Views in which an administrator extends, ends or reopens a team's assessment."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from assessments.cycles.scope import cycle_for
from assessments.cycles.views import ADMINISTER
from districts.roles.scope import district_for
from people.http import require_form

from . import actions
from .forms import ExtendForm, ReasonForm


def act_on_assessment(request, slug, pk, assessment_pk, make_form, act, words):
    district = district_for(request, slug, ADMINISTER)
    cycle = cycle_for(district, pk)
    assessment = get_object_or_404(cycle.assessments.with_context(), pk=assessment_pk)
    form = make_form(request.POST or None, assessment)
    if request.method == "POST" and form.is_valid():
        act(assessment=assessment, by=request.user, **form.cleaned_data)
        messages.success(request, words["done"])
        return redirect("assessments:cycle_detail", slug, pk)
    context = {"district": district, "cycle": cycle, "assessment": assessment, "form": form, **words}
    return render(
        request, "assessments/record/assessment_act.html", context, status=422 if request.method == "POST" else 200
    )


@require_form
def assessment_extend(request, slug, pk, assessment_pk):
    words = {
        "title": _("Extend"),
        "explanation": _("The team can rate until the new last day. Other teams keep theirs."),
        "done": _("Extended."),
        "submit": _("Extend"),
    }

    def make_form(data, assessment):
        return ExtendForm(data, assessment=assessment)

    return act_on_assessment(request, slug, pk, assessment_pk, make_form, actions.extend_assessment, words)


@require_form
def assessment_end(request, slug, pk, assessment_pk):
    words = {
        "title": _("End without result"),
        "explanation": _("There will be no record for this team in this cycle. This cannot be undone."),
        "done": _("Ended without result."),
        "submit": _("End without result"),
        "danger": True,
    }
    return act_on_assessment(
        request, slug, pk, assessment_pk, reason_form, actions.end_assessment_without_result, words
    )


@require_form
def assessment_reopen(request, slug, pk, assessment_pk):
    words = {
        "title": _("Reopen"),
        "explanation": _(
            "The team goes back into its meeting and can change outcomes; revealed ratings stay as they are. "
            "The present record stands until the team closes again."
        ),
        "done": _("Reopened. The team can change its outcomes and close again."),
        "submit": _("Reopen"),
    }
    return act_on_assessment(request, slug, pk, assessment_pk, reason_form, actions.reopen_assessment, words)


def reason_form(data, assessment):
    return ReasonForm(data)
