"""Names that look alike, for a district's administrators: side by side, to be merged or kept apart."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from districts.look_alikes import KINDS, look_alikes_of, look_alikes_with
from districts.roles.scope import district_for
from districts.roles.timezones import activate_timezone_of
from people.http import require_form

from . import actions
from .queries import described, obstacles

ADMINISTER = "districts.administer"


def administered(request, slug, kind="family"):
    district = district_for(request, slug, ADMINISTER)
    if kind not in KINDS:
        raise Http404
    activate_timezone_of(district)
    return district


@require_safe
def look_alike_list(request, slug):
    district = administered(request, slug)
    groups = described(look_alikes_of(district))
    return render(request, "assessments/look_alikes/look_alike_list.html", {"district": district, "groups": groups})


@require_form
def look_alike_merge(request, slug, kind, pk):
    district = administered(request, slug, kind)
    group = look_alikes_with(district, kind, pk)
    if group is None:
        return decided(request, slug)
    reasons = obstacles(group)
    stays = next((thing for thing in group.things if str(thing.pk) == request.POST.get("stays")), None)
    if stays and not reasons:
        actions.merge(district=district, kind=kind, pk=stays.pk, by=request.user)
        messages.success(request, _("Merged. “%(name)s” has everything now.") % {"name": stays})
        return redirect("assessments:look_alike_list", slug)
    [(group, things)] = described([group])
    context = {"district": district, "group": group, "things": things, "obstacles": reasons}
    status = 422 if request.method == "POST" else 200
    return render(request, "assessments/look_alikes/look_alike_merge.html", context, status=status)


@require_POST
def look_alike_keep_apart(request, slug, kind, pk):
    district = administered(request, slug, kind)
    if look_alikes_with(district, kind, pk) is None:
        return decided(request, slug)
    actions.keep_apart(district=district, kind=kind, pk=pk, by=request.user)
    messages.success(request, _("Kept apart. Rename one of them so that people can tell them apart."))
    return redirect("assessments:look_alike_list", slug)


@require_POST
def look_alike_compare(request, slug, kind, pk):
    district = administered(request, slug, kind)
    if look_alikes_with(district, kind, pk) is None:
        return decided(request, slug)
    actions.compare_again(district=district, kind=kind, pk=pk, by=request.user)
    messages.success(request, _("They wait for your decision again."))
    return redirect("assessments:look_alike_list", slug)


def decided(request, slug):
    messages.info(request, _("No other name looks like this one now."))
    return redirect("assessments:look_alike_list", slug)
