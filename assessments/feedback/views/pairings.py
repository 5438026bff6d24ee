"""Views for the pairs of a published cycle, for the district's administrators, without the feedback itself."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.cycles.scope import cycle_for
from districts.roles.scope import district_for
from districts.roles.timezones import activate_timezone_of
from districts.structure.models import Team
from people.http import require_form

from .. import actions, queries
from ..forms import PairingForm, UntilForm

ADMINISTER = "districts.administer"


def cycle_administered(request, slug, pk):
    district = district_for(request, slug, ADMINISTER)
    activate_timezone_of(district)
    return cycle_for(district, pk)


@require_form
def pairing_list(request, slug, pk):
    cycle = cycle_administered(request, slug, pk)
    form = PairingForm(request.POST or None, cycle=cycle, teams=Team.objects.in_use(cycle.district))
    if request.method == "POST" and form.is_valid():
        pair, until = (form.cleaned_data["reader"], form.cleaned_data["rated"]), form.cleaned_data["until"]
        actions.pair_teams(cycle=cycle, pairs=[pair], until=until, by=request.user)
        messages.success(request, _("Paired. The members of the first team can read now."))
        return redirect("assessments:pairing_list", slug, pk)
    context = {"district": cycle.district, "cycle": cycle, "pairs": queries.pairings_in(cycle), "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "assessments/feedback/pairing_list.html", context, status=status)


@require_form
def pairing_round(request, slug, pk):
    cycle = cycle_administered(request, slug, pk)
    data = request.POST if request.method == "POST" else None  # an empty form is one, too: nothing in it is asked for
    form, pairs = UntilForm(data, cycle=cycle), queries.proposed(cycle)
    if request.method == "POST" and form.is_valid():
        made = actions.pair_teams(cycle=cycle, pairs=pairs, by=request.user, **form.cleaned_data)
        said = ngettext("%(count)d team was paired.", "%(count)d teams were paired.", len(made))
        messages.success(request, said % {"count": len(made)})
        return redirect("assessments:pairing_list", slug, pk)
    context = {"district": cycle.district, "cycle": cycle, "pairs": pairs, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "assessments/feedback/pairing_round.html", context, status=status)


@require_form
def pairing_end(request, slug, pk, pairing_pk):
    cycle = cycle_administered(request, slug, pk)
    pairing = get_object_or_404(cycle.pairings.with_context(), pk=pairing_pk)
    if request.method == "POST":
        actions.end_pairing(pairing=pairing, by=request.user)
        messages.success(request, _("The team no longer reads that record."))
        return redirect("assessments:pairing_list", slug, pk)
    context = {"district": cycle.district, "cycle": cycle, "pairing": pairing, "written": pairing.feedback.exists()}
    return render(request, "assessments/feedback/pairing_end.html", context)
