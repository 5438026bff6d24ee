"""The view for how long a cycle's ratings are kept."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.cycles.scope import cycle_for
from assessments.cycles.views import ADMINISTER
from districts.roles.scope import district_for
from people.http import require_form

from . import actions
from .actions import most_months
from .forms import RetentionForm


@require_form
def cycle_retention(request, slug, pk):
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
    return render(request, "assessments/retention/cycle_retention.html", context, status=status)
