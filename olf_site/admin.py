"""The Django admin, for framework editors and the installation's administrators."""

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _


class ChoicesWithAddresses(AutocompleteJsonView):
    """What a field proposes while somebody types: people with their addresses, since several may have one name."""

    def serialize_result(self, found, to_field_name):
        """One line."""
        line = super().serialize_result(found, to_field_name)
        return (
            line | {"text": f"{found} ({found.email})"} if isinstance(found, get_user_model()) and found.name else line
        )


class AdminSite(admin.AdminSite):
    """Opens to those whose role says so; everybody else is told that it is not theirs.

    It has no door of its own: what limits guessing, knows browsers and clears them at sign-out is in the site's pages.
    """

    site_title = site_header = _("Strong Districts")
    index_title = _("Frameworks and installation")

    def has_permission(self, request):
        """Framework editors and installation administrators, while their account is active."""
        return request.user.is_active and request.user.has_perm("districts.open_admin")

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """Where one wanted to go, by way of the site's sign-in; 403 where signing in does not help."""
        place = wanted_place(request)
        if not request.user.is_authenticated:
            return redirect_to_login(place)
        if not self.has_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(place)

    def autocomplete_view(self, request):
        """As Django has it, with addresses."""
        return ChoicesWithAddresses.as_view(admin_site=self)(request)

    def logout(self, request, extra_context=None):
        """The site's page, which asks about answers that were not sent."""
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        """The site's page."""
        return redirect("account_change_password")

    def password_change_done(self, request, extra_context=None):
        """Where a password is spoken of after it has changed."""
        return redirect("me")


def wanted_place(request):
    """The page of this site that somebody asked for before they signed in, else the admin's first."""
    place = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(place, {request.get_host()}, require_https=request.is_secure())
    return place if ours else reverse("admin:index")
