"""A person changes the address they sign in with: asked for with the password, confirmed from the new one."""

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
    """Have a link mailed to the new address, and the old one told; until somebody opens the link the old one stays.

    Where the new address has an account already, its owner is told, and nobody else: the page says the same either way.
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
    """What the link of a request is made of: it follows from the request and the server's secret, and is stored nowhere."""
    asked = f"{request.person_id}:{request.address}:{request.asked_at.timestamp()}"
    return salted_hmac(SALT, asked, algorithm="sha256").hexdigest()


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
    post(draft_mail(Mail.Kind.ADDRESS_CHANGED, person=person, address=before))
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
