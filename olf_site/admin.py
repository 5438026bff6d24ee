"""The Django admin, for framework editors and administrators of the installation."""

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
    """Add the address to each person that an autocomplete field offers, since several may have one name."""

    def serialize_result(self, found, to_field_name):
        line = super().serialize_result(found, to_field_name)
        return (
            line | {"text": f"{found} ({found.email})"} if isinstance(found, get_user_model()) and found.name else line
        )


class AdminSite(admin.AdminSite):
    """Admin for framework editors and installation administrators; it has no sign-in or sign-out page of its own.

    The site's own pages limit guessing, recognize browsers and clear their data at sign-out.
    """

    site_title = site_header = _("Strong Districts")
    index_title = _("Frameworks and installation")

    def has_permission(self, request):
        return request.user.is_active and request.user.has_perm("districts.open_admin")

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """Redirect to the site's sign-in page; 403 where signing in does not help."""
        place = next_page(request)
        if not request.user.is_authenticated:
            return redirect_to_login(place)
        if not self.has_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(place)

    def logout(self, request, extra_context=None):
        return redirect("account_logout")

    def autocomplete_view(self, request):
        """Offer choices with addresses; 400 for a request that no form field sends."""
        if not is_autocomplete_request(request.GET):
            raise BadRequest
        return ChoicesWithAddresses.as_view(admin_site=self)(request)

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def password_change_done(self, request, extra_context=None):
        return redirect("me")


def is_autocomplete_request(asked):
    """Whether the query names a relation field, a page by its number, and a text that the database can store."""
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


def next_page(request):
    place = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(place, {request.get_host()}, require_https=request.is_secure())
    return place if ours else reverse("admin:index")
