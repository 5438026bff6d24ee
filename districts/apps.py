from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DistrictsConfig(AppConfig):
    name = "districts"
    verbose_name = _("Districts")

    def ready(self):
        # Registering is their import.
        from . import audit, history, personal_data  # noqa: F401
        from .invitations import mails  # noqa: F401
