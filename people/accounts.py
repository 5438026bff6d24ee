"""Which accounts are open: no blocked one, and a demo account only where there is a demo.

Everybody knows the password of a demo account. Whether it may be used is checked at each request, so a database
that once held the demo is safe as soon as it is served without DEMO=1.
"""

from django.conf import settings
from django.db.models import Q

# Reserved for examples: no real person has an address in it.
DEMO_DOMAIN = "@demo.example"


def may_sign_in(user):
    """Whether the account is open now, for every way in: password, session, token, address or link."""
    return user.is_active and (settings.DEMO or not user.email.endswith(DEMO_DOMAIN))


def may_sign_in_condition(path=""):
    """The same as a condition on people or on their rows: ``may_sign_in_condition("person__")``."""
    active = Q(**{f"{path}is_active": True})
    return active if settings.DEMO else active & ~Q(**{f"{path}email__endswith": DEMO_DOMAIN})
