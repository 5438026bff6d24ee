"""What is sealed in a person's own account, and the ways to open it."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from districts.answers import answer, base_url
from districts.roles.timezones import activate_own_timezone
from people.access import opening
from people.access.forms import RecoveryCodeForm
from people.access.sessions import signed_in_since
from people.errors import RecoveryCodeNotGood
from people.http import require_form

from ..sealed import others_may_open


@require_safe
def my_sealed(request):
    return page(request)


def page(request, form=None):
    activate_own_timezone(request.user)
    changes = list(opening.sealing_changes(request.user))
    return answer(
        request,
        "people/sealed.html",
        form or RecoveryCodeForm(),
        changes=changes,
        opens_here=opening.opens_with_session(request.user, signed_in_since(request)),
        has_mail=bool(settings.EMAIL_URL),
        can_ask=bool(changes) and others_may_open(changes[-1]),
        was_asked=bool(changes) and all(change.asked_at for change in changes),
    )


def opened(request):
    if request.user.sealed_at:
        messages.info(request, _("Part of it is open. What was sealed by an earlier change still is."))
        return redirect("my_sealed")
    messages.success(request, _("It is open: what you wrote before is shown again, to you alone."))
    return redirect("home")


@require_POST
def sealed_open_here(request):
    opening.open_with_session(by=request.user, signed_in_since=signed_in_since(request))
    return opened(request)


@require_POST
def sealed_open_code(request):
    form = RecoveryCodeForm(request.POST)
    if form.is_valid():
        try:
            opening.open_with_code(by=request.user, **form.cleaned_data)
        except RecoveryCodeNotGood as refused:
            form.add_error("code", refused.message)
        else:
            return opened(request)
    return page(request, form)


@require_POST
def sealed_mail(request):
    if not settings.EMAIL_URL:
        return redirect("my_sealed")
    change = opening.mail_opening_link(by=request.user, base_url=base_url(request))
    sent = _("A link is on its way to %(address)s. Open it within a day, in this browser.")
    messages.success(request, sent % {"address": hidden_in_part(change.address_before)})
    return redirect("my_sealed")


def hidden_in_part(address):
    name, _at, domain = address.rpartition("@")
    return f"{name[:2]}…@{domain}"


@require_form
def sealed_link(request, token):
    """Open with a mailed link, for the account's own person only, signed in."""
    change = opening.change_of_link(token, request.user)
    if change is None:
        response = answer(request, "people/sealed_link_gone.html")
        response.status_code = 410
        return response
    if request.method == "POST":
        opening.open_with_link(change=change, by=request.user)
        return opened(request)
    activate_own_timezone(request.user)
    return answer(request, "people/sealed_link.html", change=change)


@require_POST
def sealed_ask(request):
    opening.ask_to_open(by=request.user)
    messages.success(request, _("They see it on My work. Tell them yourself, too: they have to know that it is you."))
    return redirect("my_sealed")
