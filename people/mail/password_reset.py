"""The link for a forgotten password: asked for with any address, mailed where an account is behind it."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from ..accounts import who_may_sign_in
from ..users import User
from .models import Mail
from .queue import post
from .writing import writes

DAY = 24 * 3600


@transaction.atomic
def ask_for_password_link(address, *, base_url, language):
    """Have a link mailed to this address. Nobody is looked up: known and unknown addresses are the same work here.

    While one waits to be mailed, another is not asked for.
    """
    if not settings.EMAIL_URL:
        return
    waiting = Mail.objects.queued().filter(kind=Mail.Kind.PASSWORD_RESET, address=address)
    asked = Mail(kind=Mail.Kind.PASSWORD_RESET, address=address, base_url=base_url, language=language, urgent=True)
    post(None if waiting.exists() else asked)


@writes(Mail.Kind.PASSWORD_RESET)
def write_password_link(mail):
    """A link made for the account as it is now: setting a password before that ends it as it ends every other."""
    person = User.objects.filter(who_may_sign_in(), email=mail.address).first()
    if person is None:
        return None
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    address = mail.base_url.rstrip("/") + reverse("account_reset_password_from_key", kwargs=key)
    words = {"address": address, "days": settings.PASSWORD_RESET_TIMEOUT // DAY}
    return person.email, _("A new password for Strong Districts"), render_to_string("people/password_mail.txt", words)
