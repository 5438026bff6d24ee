"""Mails about access to an account, written when they are sent, from the data of that moment."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from people.mail.writing import writes

from ..mail.models import Mail
from ..users import User
from .addresses import token_of as token_of_address
from .models import AccessChange, AddressRequest
from .opening import sealing_changes
from .opening import token_of as token_of_opening


@writes(Mail.Kind.ADDRESS_CONFIRM)
def write_confirmation(mail):
    request = AddressRequest.objects.filter(person=mail.person, address=mail.address).first()
    if request is None or request.is_over:
        return None
    if User.objects.filter(email=mail.address).exists():
        text = render_to_string("people/address_taken_mail.txt")
        return mail.address, _("You have an account in Strong Districts already"), text
    link = mail.base_url.rstrip("/") + reverse("address_confirm", args=[token_of_address(request)])
    text = render_to_string("people/address_confirm_mail.txt", {"person": mail.person, "link": link})
    return mail.address, _("Confirm your address for Strong Districts"), text


@writes(Mail.Kind.ADDRESS_ASKED)
def write_change_requested(mail):
    request = AddressRequest.objects.filter(person=mail.person).first()
    if request is None:
        return None
    text = render_to_string("people/address_asked_mail.txt", {"request": request})
    return mail.address, _("A new address for your account in Strong Districts"), text


@writes(Mail.Kind.ADDRESS_CHANGED)
def write_changed(mail):
    text = render_to_string("people/address_changed_mail.txt", {"person": mail.person})
    return mail.address, _("Your address for Strong Districts has changed"), text


@writes(Mail.Kind.ACCESS_CHANGED)
def write_access_changed(mail):
    changes = AccessChange.objects.filter(person=mail.person, address_before=mail.address, made_at__lte=mail.asked_at)
    change = changes.exclude(why=AccessChange.Why.LINK).order_by("-made_at").first()
    if change is None:
        return None
    text = render_to_string("people/access_changed_mail.txt", {"change": change})
    return mail.address, _("Who can sign in to your account in Strong Districts has changed"), text


@writes(Mail.Kind.OPEN_SEALED)
def write_opening(mail):
    change = sealing_changes(mail.person).filter(address_before=mail.address).first()
    if change is None:
        return None
    link = mail.base_url.rstrip("/") + reverse("sealed_link", args=[token_of_opening(change)])
    text = render_to_string("people/open_sealed_mail.txt", {"change": change, "link": link})
    return mail.address, _("Open what is sealed in your account in Strong Districts"), text
