"""Mails about links, written when they are sent, from the link as it is then."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from districts.roles.models import Invitation
from people.mail.models import Mail
from people.mail.writing import writes

from .actions import good_invitation


@writes(Mail.Kind.LINK)
def write_link(mail):
    """The mail with a link, or None if the link opens nothing any more."""
    invitation = Invitation.objects.filter(mail=mail).first()
    invitation = invitation and good_invitation(invitation.token)
    if not invitation:
        return None
    address = mail.base_url.rstrip("/") + reverse("join", args=[invitation.token])
    text = text_about(invitation, "districts/invitations/invitation_mail.txt", address)
    return invitation.person.email, _("Your link for Strong Districts"), text


@writes(Mail.Kind.PASSWORD_SET)
def write_use(mail):
    invitation = Invitation.objects.filter(used_mail=mail).select_related("person", "district", "created_by").first()
    if not invitation:
        return None
    text = text_about(invitation, "districts/invitations/password_set_mail.txt")
    return invitation.person.email, _("Your password for Strong Districts was set"), text


def text_about(invitation, template, address=""):
    maker = invitation.created_by or _("An administrator")
    with timezone.override(invitation.district.zone if invitation.district else None):
        return render_to_string(template, {"invitation": invitation, "address": address, "maker": maker})
