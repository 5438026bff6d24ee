"""The Django admin, for framework editors and the installation's administrators."""

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, FieldDoesNotExist, PermissionDenied
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

    def logout(self, request, extra_context=None):
        """The site's page, which asks about answers that were not sent."""
        return redirect("account_logout")

    def autocomplete_view(self, request):
        """What a field of a form of ours asks as somebody types, with addresses; 400 for what none of them asks."""
        if not is_asked_by_a_field(request.GET):
            raise BadRequest
        return ChoicesWithAddresses.as_view(admin_site=self)(request)

    def password_change(self, request, extra_context=None):
        """The site's page."""
        return redirect("account_change_password")

    def password_change_done(self, request, extra_context=None):
        """Where a password is spoken of after it has changed."""
        return redirect("me")


def is_asked_by_a_field(asked):
    """Whether a question names a field that leads to other rows, a page by its number, and a text that can be stored."""
    try:
        field = apps.get_model(asked["app_label"], asked["model_name"])._meta.get_field(asked["field_name"])
    except (KeyError, ValueError, LookupError, FieldDoesNotExist):
        return False
    page = asked.get("page", "1")
    return (
        bool(field.remote_field)
        and not field.auto_created
        and page.isdecimal()
        and len(page) < 10
        and "\x00" not in asked.get("term", "")
    )


def wanted_place(request):
    """The page of this site that somebody asked for before they signed in, else the admin's first."""
    place = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(place, {request.get_host()}, require_https=request.is_secure())
    return place if ours else reverse("admin:index")
