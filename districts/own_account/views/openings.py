"""Sealed parts of other people's accounts, for those who may open them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.answers import answer, page_of, posted
from districts.roles.roles_held import roles_held_by
from districts.roles.timezones import activate_own_timezone
from people.access.forms import OpenSealedForm
from people.access.opening import open_for_person
from people.errors import OpenFirst
from people.http import require_form

from ..sealed import is_opener, sealed_for


def openable(request):
    """The changes that this person may open; 403 without a role that opens anything."""
    roles_held = roles_held_by(request.user)
    if not is_opener(roles_held):
        raise PermissionDenied
    activate_own_timezone(request.user)
    return sealed_for(roles_held)


@require_safe
def opening_list(request):
    return answer(
        request, "districts/own_account/opening_list.html", page=page_of(request, openable(request).asked_first())
    )


@require_form
def opening_detail(request, pk):
    change = get_object_or_404(openable(request), pk=pk)
    form = OpenSealedForm(posted(request))
    if form.is_valid():
        if request.user.sealed_at:
            raise OpenFirst
        open_for_person(change=change, by=request.user)
        messages.success(request, _("What was sealed in the account of %(name)s is open.") % {"name": change.person})
        return redirect("opening_list")
    return answer(request, "districts/own_account/opening_detail.html", form, change=change)
