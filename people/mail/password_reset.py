"""The link for a forgotten password: requested for any address, mailed where the address has an account."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from ..accounts import may_sign_in_condition
from ..users import User
from .models import Mail
from .queue import post
from .writing import writes

DAY = 24 * 3600


@transaction.atomic
def ask_for_password_link(address, *, base_url, language):
    """Queue a link for this address without a look-up: known and unknown addresses take the same work.

    While one is queued, a second is not added.
    """
    if not settings.EMAIL_URL:
        return
    waiting = Mail.objects.queued().filter(kind=Mail.Kind.PASSWORD_RESET, address=address)
    asked = Mail(kind=Mail.Kind.PASSWORD_RESET, address=address, base_url=base_url, language=language, urgent=True)
    post(None if waiting.exists() else asked)


@writes(Mail.Kind.PASSWORD_RESET)
def write_password_link(mail):
    """Write a link for the account's present password; None where no open account has the address."""
    person = User.objects.filter(may_sign_in_condition(), email=mail.address).first()
    if person is None:
        return None
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    address = mail.base_url.rstrip("/") + reverse("account_reset_password_from_key", kwargs=key)
    words = {"address": address, "days": settings.PASSWORD_RESET_TIMEOUT // DAY}
    return person.email, _("A new password for Strong Districts"), render_to_string("people/password_mail.txt", words)
