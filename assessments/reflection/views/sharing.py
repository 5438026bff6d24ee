"""Views of one reflection shared with one person: given and taken back by its author, read by that person."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from districts.roles.timezones import activate_own_timezone
from people.http import require_form

from .. import actions, queries
from ..forms import ShareReflectionForm
from ..models import Reflection
from .writing import resource_for


@sensitive_post_parameters()
@require_form
def reflection_share(request, resource_uuid):
    activate_own_timezone(request.user)
    resource = resource_for(resource_uuid)
    entries = list(Reflection.objects.by(request.user).about(resource))
    if not entries:
        raise Http404
    form = ShareReflectionForm(request.POST if request.method == "POST" else None, earlier=entries[1:])
    if form.is_valid():
        if actions.share_reflection(resource=resource, by=request.user, **form.cleaned_data):
            messages.success(request, _("Shared. We send no message: tell the person yourself."))
            return redirect("assessments:reflection_detail", resource.uuid)
        form.refuse_address()
    context = {"resource": resource, "entry": entries[0], "earlier": entries[1:], "form": form}
    return render(
        request, "assessments/reflection/reflection_share.html", context, status=422 if form.is_bound else 200
    )


@require_POST
def reflection_take_back(request, resource_uuid):
    resource = resource_for(resource_uuid)
    share = queries.share_of(request.user, resource)
    if share is None:
        raise Http404
    actions.take_back_reflection(share=share, by=request.user)
    messages.success(request, _("Taken back. Only you read it now."))
    return redirect("assessments:reflection_detail", resource.uuid)


@require_safe
def reflection_shared(request):
    activate_own_timezone(request.user)
    shares = queries.resources_shared(queries.shared_with(request.user))
    return render(request, "assessments/reflection/reflection_shared.html", {"shares": shares})


@require_safe
def reflection_shared_detail(request, share_uuid):
    """One reflection shared with this person; 404 for everybody else, its author included."""
    activate_own_timezone(request.user)
    share = next((share for share in queries.shared_with(request.user) if share.pk == share_uuid), None)
    entries = list(share.entries.all()) if share else []
    if not entries:  # never shared with this person, taken back, or deleted a moment ago
        raise Http404
    context = {"share": share, "entries": entries, "resource": resource_for(entries[0].resource)}
    return render(request, "assessments/reflection/reflection_shared_detail.html", context)
