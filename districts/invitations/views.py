"""Pages about links: an administrator's list of them, and the page they lead to."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from districts.answers import administered, answer, base_url, being_mailed, page_of, person_for
from districts.roles.models import Invitation
from people.access.sessions import WAS_SIGNED_IN, proof_of
from people.devices import remember_device
from people.http import require_form

from . import actions
from .forms import ChoosePasswordForm

BACKEND = "people.backends.EmailBackend"


@require_safe
def invitation_list(request, slug):
    district = administered(request, slug)
    links = Invitation.objects.open().filter(district=district)
    not_mailed, only = links.not_mailed().count(), request.GET.get("mail") == "failed"
    wanted = (links.not_mailed() if only else links).select_related("person", "created_by", "mail")
    context = {"not_mailed": not_mailed, "only_not_mailed": only, "page": page_of(request, wanted)}
    return answer(request, "districts/invitations/invitation_list.html", district=district, **context)


def invitation_for(district, pk):
    links = Invitation.objects.select_related("person", "district", "created_by", "mail")
    return get_object_or_404(links, pk=pk, district=district)


@require_safe
def invitation_detail(request, slug, pk):
    district = administered(request, slug)
    return answer(
        request,
        "districts/invitations/invitation_detail.html",
        district=district,
        invitation=invitation_for(district, pk),
    )


@require_POST
def invitation_make(request, slug, pk):
    district = administered(request, slug)
    person = person_for(district, pk)
    invitation = actions.invite(person=person, district=district, by=request.user, base_url=base_url(request))
    return redirect("districts:invitation_detail", slug, invitation.pk)


@require_POST
def invitation_renew(request, slug, pk):
    district = administered(request, slug)
    old = invitation_for(district, pk)
    invitation = actions.renew_invitation(invitation=old, by=request.user, base_url=base_url(request))
    messages.success(request, _("There is a new link; the old one opens nothing any more."))
    return redirect("districts:invitation_detail", slug, invitation.pk)


@require_POST
def invitation_withdraw(request, slug, pk):
    district = administered(request, slug)
    actions.withdraw_invitation(invitation=invitation_for(district, pk), by=request.user)
    messages.success(request, _("The link is withdrawn."))
    return redirect("districts:invitation_list", slug)


@require_POST
def invitation_mail(request, slug, pk):
    district = administered(request, slug)
    actions.mail_again(invitation=invitation_for(district, pk), by=request.user, base_url=base_url(request))
    messages.success(request, _("The link is being mailed."))
    return redirect("districts:invitation_detail", slug, pk)


@require_POST
def invitation_mail_all(request, slug):
    district = administered(request, slug)
    count = actions.mail_all_again(district=district, by=request.user, base_url=base_url(request))
    messages.success(request, being_mailed(count))
    return redirect("districts:invitation_list", slug)


@login_not_required
@require_form
def join(request, token):
    invitation = actions.good_invitation(token)
    if invitation is None:
        return invitation_gone(request)
    if invitation.purpose == Invitation.Purpose.JOIN:
        return join_with_account(request, invitation, token)
    asks_name = invitation.purpose == Invitation.Purpose.WELCOME
    form = ChoosePasswordForm(invitation.person, request.POST or None, ask_name=asks_name)
    if form.is_valid():
        name = form.cleaned_data.get("name", "")
        proof = proof_of(request, invitation.person)
        person = actions.accept_invitation(token=token, password=form.cleaned_data["new_password1"], name=name)
        login(request, person, backend=BACKEND)
        if proof:
            request.session[WAS_SIGNED_IN] = proof
        messages.success(request, _("Your password is set, and you are signed in."))
        response = redirect("/")
        remember_device(request, response, person)
        return response
    return answer(request, "districts/invitations/join.html", form, invitation=invitation)


def join_with_account(request, invitation, token):
    if request.method == "POST" and request.user.is_authenticated:
        actions.accept_joining(token=token, by=request.user)
        messages.success(request, _("You have joined %(district)s.") % {"district": invitation.district})
        return redirect("/")
    is_theirs = request.user.is_authenticated and request.user.pk == invitation.person_id
    return answer(request, "districts/invitations/join_with_account.html", invitation=invitation, is_theirs=is_theirs)


def invitation_gone(request):
    """Answer 410 alike for a link that is used, withdrawn, expired or invented."""
    response = answer(request, "districts/invitations/link_gone.html")
    response.status_code = 410
    return response
