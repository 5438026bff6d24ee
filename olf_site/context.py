"""What every page shows: where one can go, who one is, and the installation's name and version."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.roles.models import Role
from districts.roles.roles_held import roles_held_by
from people.accounts import DEMO_DOMAIN
from people.addresses import address

from .bar import BarReader, bar_of

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
    """The bar, the demo accounts where they exist, the version."""
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


def bar_for(request, user):
    """The bar of a page: where this person can go and who they are; for a visitor the language and the theme."""
    if user is None:
        return bar_of(request, None, "")
    return bar_of(request, BarReader(user.browser_key, str(user), person_line(user)), navigation(request))


def demo_accounts():
    """The accounts a visitor can try; none but in a demo."""
    if not settings.DEMO:
        return []
    return [{"email": f"{name}{DEMO_DOMAIN}", "role": role} for name, role in DEMO_ACCOUNTS.items()]


def navigation(request):
    """The few places this person's roles open, in a steady order, as the bar and its narrow menu show them."""
    roles_held = roles_held_by(request.user)
    entries = [(_("My work"), address("home"))]
    results = results_place(roles_held)
    if results:
        entries.append(results)
    if roles_held.memberships:
        entries.append((_("Assessments"), address("assessments:assessment_list")))
    for appointment in roles_held.appointments:
        if appointment.role == Role.DISTRICT_ADMINISTRATOR:
            slug = appointment.district.slug
            entries.append((_("Cycles"), address("assessments:cycle_list", slug)))
            entries.append((_("Administration"), address("districts:administration", slug)))
            break
    if roles_held.has(Role.INSTALLATION_ADMINISTRATOR):
        entries.append((_("Installation"), address("installation:districts")))
    entries.append((_("Frameworks"), address("frameworks:framework_list")))
    return format_html_join("\n", '<a href="{}"{}>{}</a>', (link_of(request.path, *entry) for entry in entries))


def link_of(path, label, url):
    """What a navigation entry is drawn from: its address, whether it is this page's, its words."""
    return url, format_html(' aria-current="{}"', "page") if is_current(path, url) else "", label


def results_place(roles_held):
    """Where this person reads results first: the district, their school, the board's page, the province."""
    for role, label, name in (
        (Role.SUPERINTENDENT, _("District"), "reports:heatmap"),
        (Role.PRINCIPAL, _("School"), "reports:school"),
        (Role.TRUSTEE, _("District"), "reports:board"),
    ):
        for appointment in roles_held.appointments:
            if appointment.role == role:
                place = [appointment.district.slug] + ([appointment.school_id] if role == Role.PRINCIPAL else [])
                return label, address(name, *place)
    if roles_held.has(Role.PROVINCE_VIEWER):
        return _("Province"), address("reports:province")
    return None


def is_current(path, url):
    """Whether a page lies in the part of the site that a navigation entry leads to."""
    return path == url if url == "/" else path.startswith(url)


def person_line(user):
    """District and first role, as the user menu shows them."""
    roles_held = roles_held_by(user)
    for appointment in roles_held.appointments:
        place = appointment.school or appointment.district
        return " · ".join(str(part) for part in (place, appointment.get_role_display()) if part)
    for membership in roles_held.memberships:
        role = _("Facilitator") if membership.facilitates else _("Member")
        return f"{membership.team} · {role}"
    return ""
