from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _

from .ordering import teach_sqlite


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("People")

    def ready(self):
        from .access import mails  # noqa: F401  (registering is its import)
        from .mail import password_reset  # noqa: F401  (registering is its import)
        from .personal_data import actions, tables  # noqa: F401  (likewise)

        connection_created.connect(teach_sqlite)
