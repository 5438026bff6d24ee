"""A person's own address and recovery codes."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from districts.answers import answer, base_url, warn_of_invisible
from districts.roles.timezones import activate_own_timezone
from people.access import addresses
from people.access.codes import make_codes
from people.access.forms import NewAddressForm, OwnPasswordForm
from people.access.models import AddressRequest
from people.http import require_form


@sensitive_post_parameters()
@require_form
def my_address(request):
    activate_own_timezone(request.user)
    is_possible = bool(settings.EMAIL_URL) and request.user.has_usable_password()
    form = NewAddressForm(request.POST or None, request=request) if is_possible else None
    if form and form.is_valid():
        warn_of_invisible(request, request.POST["address"])
        addresses.ask_for_address(
            address=form.cleaned_data["address"],
            base_url=base_url(request),
            by=request.user,
        )
        return redirect("my_address")
    waiting = AddressRequest.objects.filter(person=request.user).first()
    context = {"waiting": waiting if waiting and not waiting.is_over else None, "has_mail": bool(settings.EMAIL_URL)}
    return answer(request, "people/address.html", form, **context)


@require_POST
def address_cancel(request):
    addresses.cancel_address(by=request.user)
    messages.success(request, _("Your address stays as it is."))
    return redirect("my_address")


@login_not_required
@require_form
def address_confirm(request, token):
    """Confirm an address with a button, since programs open links too."""
    found = addresses.request_for(token)
    if found is None:
        response = answer(request, "people/address_gone.html")
        response.status_code = 410
        return response
    if request.method == "POST":
        addresses.confirm_address(token=token)
        messages.success(request, _("From now on you sign in with %(address)s.") % {"address": found.address})
        return redirect("me")
    return answer(request, "people/address_confirm.html", address=found.address)


@sensitive_post_parameters()
@require_form
def recovery_codes(request):
    activate_own_timezone(request.user)
    form = OwnPasswordForm(request.POST or None, request=request)
    made = make_codes(by=request.user) if form.is_valid() else None
    codes = list(request.user.recovery_codes.all())
    context = {"made": made, "codes": codes, "unused": sum(code.used_at is None for code in codes)}
    return answer(request, "people/recovery_codes.html", OwnPasswordForm(request=request) if made else form, **context)
