"""Pages for administrators of the installation: districts, their administrators, links for anyone."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from districts.answers import answer, base_url, page_of, warn_of_invisible
from districts.invitations import actions as invitations_actions
from districts.roles.models import Appointment, Invitation, Role
from districts.settings import actions as settings_actions
from districts.settings.forms import ZONES, AdministratorForm, FindPersonForm, MailAgainForm, NewDistrictForm
from districts.structure.models import District
from people.accounts import may_sign_in_condition
from people.http import require_form
from people.mail.models import Mail
from people.users import User

for_installation = permission_required("districts.create_district", raise_exception=True)


@for_installation
@require_safe
def installation(request):
    not_mailed = Mail.objects.failed().count()
    page = page_of(request, District.objects.with_counts())
    return answer(request, "districts/installation/installation.html", page=page, not_mailed=not_mailed)


@for_installation
@require_safe
def mail_list(request):
    mails = Mail.objects.failed().select_related("person").order_by("-failed_at", "pk")
    return answer(request, "districts/installation/mail_list.html", page=page_of(request, mails))


@for_installation
@require_POST
def mail_again(request):
    form = MailAgainForm(request.POST)
    count = (
        invitations_actions.send_given_up_again(by=request.user, mail=form.cleaned_data["mail"])
        if form.is_valid()
        else 0
    )
    words = ngettext("%(count)d mail is being sent.", "%(count)d mails are being sent.", count)
    messages.success(request, words % {"count": count})
    return redirect("installation:mail_list")


@for_installation
@require_form
def district_create(request):
    form = NewDistrictForm(request.POST or None, initial={"time_zone": "America/Toronto"})
    if form.is_valid():
        warn_of_invisible(request, request.POST["administrator_email"])
        founded = settings_actions.create_district(by=request.user, base_url=base_url(request), **form.cleaned_data)
        messages.success(request, _("%(name)s is founded.") % {"name": founded.district})
        if founded.invitation:
            return redirect("installation:link", founded.invitation.pk)
        return redirect("installation:district", founded.district.slug)
    return answer(request, "districts/installation/district_create.html", form, zones=ZONES)


@for_installation
@require_form
def district_administrators(request, slug):
    district = get_object_or_404(District, slug=slug)
    form = AdministratorForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        warn_of_invisible(request, request.POST["administrator_email"])
        appointment, invitation = settings_actions.appoint_administrator(
            district=district,
            email=typed["administrator_email"],
            name=typed["administrator_name"],
            by=request.user,
            base_url=base_url(request),
        )
        messages.success(request, _("%(name)s administers the district.") % {"name": appointment.person})
        if invitation:
            return redirect("installation:link", invitation.pk)
        return redirect("installation:district", slug)
    administrators = Appointment.objects.current().filter(district=district, role=Role.DISTRICT_ADMINISTRATOR)
    people = administrators.select_related("person")
    return answer(
        request, "districts/installation/district_administrators.html", form, district=district, administrators=people
    )


@for_installation
@require_form
def person_link(request):
    form = FindPersonForm(request.POST or None)
    if form.is_valid():
        person = User.objects.filter(may_sign_in_condition(), email=form.cleaned_data["email"]).first()
        if person:
            invitation = invitations_actions.invite(
                person=person, district=None, by=request.user, base_url=base_url(request)
            )
            return redirect("installation:link", invitation.pk)
        form.add_error("email", _("There is no account with this address that may sign in."))
    return answer(request, "districts/installation/person_link.html", form)


@for_installation
@require_safe
def installation_link(request, pk):
    links = Invitation.objects.select_related("person", "created_by", "mail")
    invitation = get_object_or_404(links, pk=pk, district__isnull=True)
    return answer(request, "districts/installation/installation_link.html", invitation=invitation)
