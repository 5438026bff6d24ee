from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Assessments")

    def ready(self):
        # Registering is their import.
        from . import audit, history, personal_data, shared_data  # noqa: F401
        from .rating import private as ratings  # noqa: F401
        from .reflection import private as reflections  # noqa: F401
