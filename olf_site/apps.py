from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig
from django.utils.translation import gettext_lazy as _


class AdminSiteConfig(DjangoAdminConfig):
    default = False
    default_site = "olf_site.admin.AdminSite"


class SiteConfig(AppConfig):
    name = "olf_site"
    verbose_name = _("Strong Districts")

    def ready(self):
        from . import checks  # noqa: F401  (registering is its import)
