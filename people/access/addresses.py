"""A person changes the address they sign in with: asked for with the password, confirmed from the new one."""

import secrets
from functools import partial

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from people.accounts import may_sign_in
from people.calendars import digest_of
from people.errors import AddressLinkNotGood, AddressTaken
from people.models import AddressRequest, User


@transaction.atomic
def ask_for_address(*, address, link_for, by):
    """Mail a link to the new address, and tell the old one; until somebody opens the link the old one stays.

    ``link_for`` makes the link's address of a token. Where the new address has an account already, its owner is told,
    and nobody else: the page says the same either way.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    token = secrets.token_urlsafe(32)
    known = {"address": address, "digest": digest_of(token), "asked_at": timezone.now()}
    request, _made = AddressRequest.objects.update_or_create(person=by, defaults=known)
    is_taken = User.objects.filter(email=address).exists()
    template = "people/address_taken_mail.txt" if is_taken else "people/address_confirm_mail.txt"
    transaction.on_commit(partial(mail, by, address, template, link=link_for(token), request=request), robust=True)
    transaction.on_commit(partial(mail, by, by.email, "people/address_asked_mail.txt", request=request), robust=True)
    return request


@transaction.atomic
def cancel_address(*, by):
    """The address stays as it is; the link that was mailed opens nothing."""
    AddressRequest.objects.filter(person=by).delete()


def request_for(token):
    """The request that a mailed link stands for, while it is good; or None."""
    found = AddressRequest.objects.select_related("person").filter(digest=digest_of(token)).first()
    return None if found is None or found.is_over or not may_sign_in(found.person) else found


@transaction.atomic
def confirm_address(*, token):
    """From now on the person signs in with the new address; the old one is told."""
    found = request_for(token)
    if found is None:
        raise AddressLinkNotGood
    person = User.objects.select_for_update(no_key=True).get(pk=found.person_id)
    if request_for(token) is None:  # asked again behind the lock: it may have been cancelled meanwhile
        raise AddressLinkNotGood
    before = person.email
    write_address(person, found.address)
    found.delete()
    transaction.on_commit(partial(mail, person, before, "people/address_changed_mail.txt"), robust=True)
    return person


def write_address(person, address):
    """Write an address that no other account has; what the sign-in library knew of the old one goes with it."""
    if User.objects.filter(email=address).exclude(pk=person.pk).exists():
        raise AddressTaken
    person.email = address
    try:
        with transaction.atomic():  # somebody may make an account with it at this moment
            person.save(update_fields=["email"])
    except IntegrityError as taken:
        raise AddressTaken from taken
    EmailAddress.objects.filter(user=person).delete()


SUBJECTS = {
    "people/address_confirm_mail.txt": lambda: _("Confirm your address for Strong Districts"),
    "people/address_taken_mail.txt": lambda: _("You have an account in Strong Districts already"),
    "people/address_asked_mail.txt": lambda: _("A new address for your account in Strong Districts"),
    "people/address_changed_mail.txt": lambda: _("Your address for Strong Districts has changed"),
}


def mail(person, address, template, **context):
    """Send one of these mails, in the person's language; a mail server's failure undoes nothing."""
    with override(person.language or settings.LANGUAGE_CODE):
        text = render_to_string(template, {"person": person, **context})
        subject = SUBJECTS[template]()
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [address], fail_silently=True)
