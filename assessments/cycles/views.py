"""A district's cycles, for its administrators."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.roles.scope import district_for
from people.http import require_form

from . import actions
from .forms import CycleForm

ADMINISTER = "districts.administer"


@require_safe
def cycle_list(request, slug):
    district = district_for(request, slug, ADMINISTER)
    context = {"district": district, "cycles": district.cycles.select_related("edition", "scale")}
    return render(request, "assessments/cycles/cycle_list.html", context)


@require_form
def cycle_open(request, slug):
    district = district_for(request, slug, ADMINISTER)
    form = CycleForm(request.POST or None, district=district)
    if request.method == "POST" and form.is_valid():
        cycle = actions.open_cycle(district=district, by=request.user, **form.cleaned_data)
        messages.success(request, _("The cycle is open."))
        return redirect("assessments:cycle_detail", slug, cycle.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "assessments/cycles/cycle_open.html", {"district": district, "form": form}, status=status)
