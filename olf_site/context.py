"""Context of every page: navigation, the person, and the installation's name and version."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy

from people.accounts import DEMO_DOMAIN

from .bar import bar_for

DEMO_ACCOUNTS = {
    "superintendent": gettext_lazy("superintendent"),
    "administrator": gettext_lazy("district administrator"),
    "facilitator": gettext_lazy("facilitator of a school’s team"),
    "member": gettext_lazy("member of the same team"),
    "guide": gettext_lazy("facilitator of a meeting that goes on"),
    "principal": gettext_lazy("principal"),
    "trustee": gettext_lazy("trustee"),
    "editor": gettext_lazy("framework editor"),
    "installation": gettext_lazy("administrator of the installation"),
    "province": gettext_lazy("province viewer"),
}


def site(request):
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    return {
        # Lazy: a fragment that htmx swaps in has no bar, so it need not ask what stands in it.
        "bar": SimpleLazyObject(lambda: bar_for(request, user if signed_in else None)),
        "demo_accounts": demo_accounts(),
        "version": settings.VERSION,
        "source_url": settings.SOURCE_URL,
        "mail_is_set_up": bool(settings.EMAIL_URL),
    }


def demo_accounts():
    if not settings.DEMO:
        return []
    return [{"email": f"{name}{DEMO_DOMAIN}", "role": role} for name, role in DEMO_ACCOUNTS.items()]
