"""Views of a person's private reflections, for their author alone."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from districts.roles.timezones import activate_own_timezone
from people.http import require_form

from .. import actions, queries
from ..forms import ReflectionForm
from ..models import Reflection


def resource_for(uuid):
    resource = queries.resources().get(uuid)
    if resource is None:
        raise Http404
    return resource


@require_safe
def reflection_list(request):
    activate_own_timezone(request.user)
    context = {
        "overview": queries.overview_of(request.user),
        "shared": len(queries.shared_with(request.user)),
    }
    return render(request, "assessments/reflection/reflection_list.html", context)


@sensitive_post_parameters()
@require_form
def reflection_detail(request, resource_uuid):
    activate_own_timezone(request.user)
    resource = resource_for(resource_uuid)
    if request.method != "POST":
        return reflection_page(request, resource)
    form = ReflectionForm(request.POST)
    if not form.is_valid():
        return reflection_page(request, resource, form, status=422)
    actions.write_reflection(resource=resource, by=request.user, **form.cleaned_data)
    messages.success(request, _("Saved. Only you read it."))
    return redirect("assessments:reflection_detail", resource.uuid)


def reflection_page(request, resource, form=None, status=200):
    share = queries.share_of(request.user, resource)
    context = {
        "resource": resource,
        "form": form or ReflectionForm.empty(),
        "entries": Reflection.objects.by(request.user).about(resource),
        "share": share,
        "share_stands": bool(share and queries.active([share])),
    }
    return render(request, "assessments/reflection/reflection_detail.html", context, status=status)


@require_form
def reflection_delete(request, entry_uuid):
    activate_own_timezone(request.user)
    entry = get_object_or_404(Reflection.objects.by(request.user), pk=entry_uuid)
    resource = resource_for(entry.resource)
    if request.method != "POST":
        return render(request, "assessments/reflection/reflection_delete.html", {"entry": entry, "resource": resource})
    actions.delete_reflection(entry=entry, by=request.user)
    messages.success(request, _("The entry is deleted."))
    return redirect("assessments:reflection_detail", resource.uuid)


@require_form
def reflection_delete_all(request):
    if request.method != "POST":
        context = {
            "entries": Reflection.objects.by(request.user).count(),
            "readers": len(queries.readers_of(request.user)),
        }
        return render(request, "assessments/reflection/reflection_delete_all.html", context)
    actions.delete_all_reflections(by=request.user)
    messages.success(request, _("All your reflections are deleted."))
    return redirect("assessments:reflection_list")
