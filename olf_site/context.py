"""What every page shows: where one can go, and the installation's name and version."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from districts.standing import standing_of


@dataclass(frozen=True)
class Destination:
    """One entry of the main navigation."""

    label: str
    url: str
    current: bool


DEMO_ACCOUNTS = (
    "superintendent",
    "administrator",
    "facilitator",
    "member",
    "principal",
    "trustee",
    "editor",
)


def site(request):
    """Navigation for this person, the demo accounts where they exist, the version."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    return {
        "navigation": navigation(request) if signed_in else [],
        "demo_accounts": [{"email": f"{name}@demo.example", "role": name} for name in DEMO_ACCOUNTS]
        if settings.DEMO
        else [],
        "version": settings.VERSION,
        "mail_is_set_up": bool(settings.EMAIL_URL),
    }


def navigation(request):
    """The few places this person's roles open, in a steady order."""
    standing = standing_of(request.user)
    entries = [(_("My work"), reverse("home"))]
    return [
        Destination(label, url, request.path == url or (url != "/" and request.path.startswith(url)))
        for label, url in entries
    ]
