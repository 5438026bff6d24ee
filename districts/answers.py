"""How administration pages find what they are about, and answer."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.roles.models import Role
from districts.roles.people_queries import people_ever_of
from districts.roles.roles_held import RolesHeld
from districts.roles.scope import district_for
from districts.roles.timezones import use_clock_of
from people.email_addresses import has_invisible


def person_for(district, pk):
    """Somebody who is, or was, in the district."""
    return get_object_or_404(people_ever_of(district), pk=pk)


ADMINISTER = "districts.administer"
ON_A_PAGE = 100


def administered(request, slug):
    """The district, for somebody who administers it: else 404, or 403 where they are something else in it."""
    district = district_for(request, slug, ADMINISTER)
    use_clock_of(district)
    return district


def lead_on(request, district, place, *args):
    """To a page of the administration; to one's own start for whoever has just given up what opened it."""
    administers = RolesHeld(request.user).has(Role.DISTRICT_ADMINISTRATOR, district.pk)  # read anew
    return redirect(place, district.slug, *args) if administers else redirect("home")


def answer(request, template, form=None, **context):
    """A page; with a form that came back it is 422 and shows what was typed."""
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def page_of(request, rows):
    """The page of a list that was asked for; a page that is not there is the nearest one."""
    return Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))


def base_url(request):
    """The address of this installation as the person sees it."""
    return request.build_absolute_uri("/")


def posted(request):
    """What was posted, also where that is nothing but a press of the button; None where nothing was."""
    return request.POST if request.method == "POST" else None


def tell_of_invisible(request, typed):
    """Say that an address was typed or pasted with a character that nobody sees."""
    if has_invisible(typed):
        messages.info(request, _("Removed an invisible character from the email address."))


def being_mailed(count):
    """So many links are on their way."""
    return ngettext("%(count)d link is being mailed.", "%(count)d links are being mailed.", count) % {"count": count}


def searched(request):
    """What was typed into a list's search field, less what no database can look for."""
    return request.GET.get("q", "").replace("\x00", "").strip()[:200]
