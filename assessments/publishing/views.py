"""Publishing a cycle."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessments.cycles.scope import cycle_for
from assessments.cycles.views import ADMINISTER
from districts.roles.scope import district_for
from people.http import require_form

from . import actions
from .actions import unfinished_assessments


@require_form
def cycle_publish(request, slug, pk):
    district = district_for(request, slug, ADMINISTER)
    cycle = cycle_for(district, pk)
    if request.method == "POST":
        actions.publish_cycle(cycle=cycle, by=request.user)
        messages.success(request, _("Published. The records can be read now."))
        return redirect("assessments:cycle_detail", slug, pk)
    return render(
        request,
        "assessments/publishing/cycle_publish.html",
        {"district": district, "cycle": cycle, "waiting": unfinished_assessments(cycle)},
    )
