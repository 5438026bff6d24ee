"""A district's cycles, for its administrators: open, follow, extend, end, reopen, publish."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.scope import district_for
from people.methods import require_form
from people.text import alphabetical

from .. import actions, reading
from ..actions.publishing import waiting_for
from ..actions.retention import most_months
from ..forms import CycleForm, ExtendForm, ReasonForm, RetentionForm
from ..models import State
from ..scope import cycle_for

ADMINISTER = "districts.administer"


@require_safe
def cycle_list(request, slug):
    """The district's cycles, newest first."""
    district = district_for(request, slug, ADMINISTER)
    context = {"district": district, "cycles": district.cycles.select_related("edition", "scale")}
    return render(request, "assessments/cycle_list.html", context)


@require_form
def cycle_open(request, slug):
    """Open a cycle."""
    district = district_for(request, slug, ADMINISTER)
    form = CycleForm(request.POST or None, district=district)
    if request.method == "POST" and form.is_valid():
        cycle = actions.open_cycle(district=district, by=request.user, **form.cleaned_data)
        messages.success(request, _("The cycle is open."))
        return redirect("assessments:cycle_detail", slug, cycle.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "assessments/cycle_open.html", {"district": district, "form": form}, status=status)


@require_safe
def cycle_detail(request, slug, pk):
    """How far each team is, and what can be done about it; no level is on this page."""
    district = district_for(request, slug, ADMINISTER)
    cycle = cycle_for(district, pk)
    assessments = sorted(cycle.assessments.with_context(), key=by_name)
    rows = reading.progress(assessments, reading.practice_count(cycle))
    context = {
        "district": district,
        "cycle": cycle,
        "rows": rows,
        "waiting": sum(row.state not in (State.CLOSED, State.ENDED) for row in rows),
        "closed": sum(row.state == State.CLOSED for row in rows),
        "ended": cycle.ratings_have_ended,
    }
    return render(request, "assessments/cycle_detail.html", context)


def by_name(assessment):
    """The district's own team first, then the alphabet, accents among their letters."""
    return (assessment.school_id is not None, alphabetical(assessment.team.name))


@require_form
def cycle_publish(request, slug, pk):
    """Publish: says first what becomes readable and by whom."""
    district = district_for(request, slug, ADMINISTER)
    cycle = cycle_for(district, pk)
    if request.method == "POST":
        actions.publish_cycle(cycle=cycle, by=request.user)
        messages.success(request, _("Published. The records can be read now."))
        return redirect("assessments:cycle_detail", slug, pk)
    return render(
        request, "assessments/cycle_publish.html", {"district": district, "cycle": cycle, "waiting": waiting_for(cycle)}
    )


@require_form
def cycle_retention(request, slug, pk):
    """How many months the cycle's ratings are kept; never longer than people were told when they answered."""
    district = district_for(request, slug, ADMINISTER)
    cycle = cycle_for(district, pk)
    form = RetentionForm(request.POST or None, cycle=cycle, most=most_months(cycle))
    if request.method == "POST" and form.is_valid():
        cycle = actions.change_retention(cycle=cycle, by=request.user, **form.cleaned_data)
        day = date_format(cycle.ratings_kept_until, "DATE_FORMAT")
        messages.success(request, _("Saved. Ratings are kept until %(day)s.") % {"day": day})
        return redirect("assessments:cycle_detail", slug, pk)
    status = 422 if request.method == "POST" else 200
    context = {"district": district, "cycle": cycle, "form": form}
    return render(request, "assessments/cycle_retention.html", context, status=status)


def act_on_assessment(request, slug, pk, assessment_pk, make_form, act, words):
    """Ask for a day or a reason, then act; the page says what it is about to do."""
    district = district_for(request, slug, ADMINISTER)
    cycle = cycle_for(district, pk)
    assessment = get_object_or_404(cycle.assessments.with_context(), pk=assessment_pk)
    form = make_form(request.POST or None, assessment)
    if request.method == "POST" and form.is_valid():
        act(assessment=assessment, by=request.user, **form.cleaned_data)
        messages.success(request, words["done"])
        return redirect("assessments:cycle_detail", slug, pk)
    context = {"district": district, "cycle": cycle, "assessment": assessment, "form": form, **words}
    return render(request, "assessments/assessment_act.html", context, status=422 if request.method == "POST" else 200)


@require_form
def assessment_extend(request, slug, pk, assessment_pk):
    """Give a team more days."""
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
    """End a team's assessment without a result."""
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
    """Bring a closed assessment back into its meeting."""
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
    """A form that asks why."""
    return ReasonForm(data)
