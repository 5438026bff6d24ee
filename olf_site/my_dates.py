"""My dates: a page, a file, and a URL that a person's own calendar can read."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from assessments.overview.dates import dates_of
from districts.roles.roles_held import RolesHeld, roles_held_by
from people.access.calendars import (
    address_for,
    calendar_address_of,
    close_calendar_address,
    note_use,
    open_calendar_address,
)

from .calendar_file import CONTENT_TYPE, calendar_file


@require_safe
def my_dates(request):
    return page(request)


def page(request, new_address=""):
    context = {
        "dates": dates_of(roles_held_by(request.user)),
        "address": calendar_address_of(request.user),
        "new_address": new_address,
    }
    return render(request, "olf_site/my_dates.html", context)


@require_safe
def dates_file(request):
    return calendar_answer(request, dates_of(roles_held_by(request.user)), "attachment")


@require_POST
def calendar_open(request):
    token = open_calendar_address(by=request.user)
    return page(request, request.build_absolute_uri(reverse("calendar_file", args=[token])))


@require_POST
def calendar_close(request):
    close_calendar_address(by=request.user)
    messages.success(request, _("The address is ended. Calendars that read it show nothing new."))
    return redirect("my_dates")


@login_not_required
@require_safe
def calendar(request, token):
    """Answer a calendar program, which has no session and is identified by the URL alone."""
    address = address_for(token)
    if address is None:
        raise Http404
    note_use(address=address)
    with override(address.person.language or settings.LANGUAGE_CODE):
        answer = calendar_answer(request, dates_of(RolesHeld(address.person)), "inline")
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def calendar_answer(request, days, disposition):
    body = calendar_file(days, request.build_absolute_uri("/"))
    named = f'{disposition}; filename="strong-districts.ics"'
    return HttpResponse(body, content_type=CONTENT_TYPE, headers={"Content-Disposition": named})
