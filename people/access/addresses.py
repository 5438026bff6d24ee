"""Change of a person's email address: requested with the password, confirmed from the new address."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from people.accounts import may_sign_in
from people.errors import AddressLinkNotGood, AddressTaken
from people.mail.queue import draft_mail, post

from ..mail.models import Mail
from ..users import User
from .calendars import digest_of
from .models import AddressRequest

SALT = "people.access.addresses"


@transaction.atomic
def ask_for_address(*, address, base_url="", by):
    """Mail a confirmation link to the new address; the old one is told, and stays until the link is opened.

    If the new address already has an account, only its owner is told: the page says the same either way.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    request = AddressRequest.objects.filter(person=by).first() or AddressRequest(person=by)
    request.address, request.asked_at = address, timezone.now()
    request.digest = digest_of(token_of(request))
    request.save()
    post(
        draft_mail(Mail.Kind.ADDRESS_CONFIRM, person=by, base_url=base_url, address=address, urgent=True),
        draft_mail(Mail.Kind.ADDRESS_ASKED, person=by),
    )
    return request


def token_of(request):
    """The token of a request's link, derived from the request and the server's secret, and stored nowhere."""
    asked = f"{request.person_id}:{request.address}:{request.asked_at.timestamp()}"
    return salted_hmac(SALT, asked, algorithm="sha256").hexdigest()


@transaction.atomic
def cancel_address(*, by):
    AddressRequest.objects.filter(person=by).delete()


def request_for(token):
    found = AddressRequest.objects.select_related("person").filter(digest=digest_of(token)).first()
    return None if found is None or found.is_over or not may_sign_in(found.person) else found


@transaction.atomic
def confirm_address(*, token):
    found = request_for(token)
    if found is None:
        raise AddressLinkNotGood
    person = User.objects.select_for_update(no_key=True).get(pk=found.person_id)
    if request_for(token) is None:  # asked again behind the lock: it may have been cancelled meanwhile
        raise AddressLinkNotGood
    before = person.email
    write_address(person, found.address)
    found.delete()
    post(draft_mail(Mail.Kind.ADDRESS_CHANGED, person=person, address=before))
    return person


def write_address(person, address):
    """Write the address and delete the sign-in library's row of the old one; raises ``AddressTaken``."""
    if User.objects.filter(email=address).exclude(pk=person.pk).exists():
        raise AddressTaken
    person.email = address
    try:
        with transaction.atomic():  # somebody may make an account with it at this moment
            person.save(update_fields=["email"])
    except IntegrityError as taken:
        raise AddressTaken from taken
    EmailAddress.objects.filter(user=person).delete()
