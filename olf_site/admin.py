"""The Django admin, for framework editors and the installation's administrators."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class AdminSite(admin.AdminSite):
    """Opens to those whose role says so; everybody else is told that it is not theirs."""

    site_title = site_header = _("Strong Districts")
    index_title = _("Frameworks and installation")

    def has_permission(self, request):
        """Framework editors and installation administrators, while their account is active."""
        return request.user.is_active and request.user.has_perm("districts.open_admin")
