"""What administration pages share: find the district or the person, and answer."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.roles.models import Role
from districts.roles.people_queries import people_ever_of
from districts.roles.roles_held import RolesHeld
from districts.roles.scope import district_for
from districts.roles.timezones import activate_timezone_of
from people.email_addresses import has_invisible


def person_for(district, pk):
    return get_object_or_404(people_ever_of(district), pk=pk)


ADMINISTER = "districts.administer"
ON_A_PAGE = 100


def administered(request, slug):
    """The district for its administrator; 404 for outsiders, 403 for other people of the district."""
    district = district_for(request, slug, ADMINISTER)
    activate_timezone_of(district)
    return district


def lead_on(request, district, place, *args):
    """Redirect to an administration page, or home if the person is no longer an administrator."""
    administers = RolesHeld(request.user).has(Role.DISTRICT_ADMINISTRATOR, district.pk)  # read anew
    return redirect(place, district.slug, *args) if administers else redirect("home")


def answer(request, template, form=None, **context):
    """Render a page, with status 422 if its form is invalid."""
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def page_of(request, rows):
    return Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))


def base_url(request):
    return request.build_absolute_uri("/")


def posted(request):
    """The POST data, also when empty; None for other methods."""
    return request.POST if request.method == "POST" else None


def warn_of_invisible(request, typed):
    if has_invisible(typed):
        messages.info(request, _("Removed an invisible character from the email address."))


def being_mailed(count):
    return ngettext("%(count)d link is being mailed.", "%(count)d links are being mailed.", count) % {"count": count}


def searched(request):
    return request.GET.get("q", "").replace("\x00", "").strip()[:200]
