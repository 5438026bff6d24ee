"""The administration's first page, the district's settings and its notice."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.answers import administered, answer
from districts.look_alikes import counts_of
from districts.roles.models import Invitation
from districts.roles.people_queries import people_of
from people.http import require_form
from people.users import Notice

from . import actions
from .forms import ZONES, DistrictForm, NoticeForm
from .notice import next_notice_of


@require_safe
def administration(request, slug):
    district = administered(request, slug)
    return answer(
        request,
        "districts/settings/administration.html",
        district=district,
        schools=district.schools.open_on(district.today()).count(),
        families=district.families.count(),
        teams=district.teams.count(),
        people=people_of(district).count(),
        links=Invitation.objects.open().filter(district=district).count(),
        look_alikes=counts_of(district),
    )


@require_form
def district_settings(request, slug):
    district = administered(request, slug)
    known = ("name", "time_zone", "threshold", "retention_months", "contact")
    initial = {field: getattr(district, field) for field in known}
    form = DistrictForm(request.POST or None, district=district, initial=initial)
    if form.is_valid():
        actions.change_district(district=district, by=request.user, **form.cleaned_data)
        messages.success(request, _("The settings are saved."))
        return redirect("districts:district_settings", slug)
    context = {"district": district, "zones": ZONES, "told": next_notice_of(district)}
    return answer(request, "districts/settings/district_settings.html", form, **context)


@require_form
def notice_change(request, slug):
    district = administered(request, slug)
    notice = district.notice or Notice()
    initial = {"title": notice.title, "text": notice.text, "language": notice.language}
    form = NoticeForm(request.POST or None, initial=initial)
    if form.is_valid() and "publish" in request.POST:
        notice = actions.change_notice(district=district, by=request.user, **form.cleaned_data)
        messages.success(request, _("The notice is published as version %(version)d.") % {"version": notice.version})
        return redirect("districts:district_settings", slug)
    preview = form.cleaned_data if form.is_valid() else None
    context = {"district": district, "notice": notice, "preview": preview, "told": next_notice_of(district)}
    return answer(request, "districts/settings/notice_change.html", form, **context)
