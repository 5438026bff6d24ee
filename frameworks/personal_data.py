"""What this app stores about a person: that they published or retired an edition."""

from django.apps import apps
from django.utils.translation import gettext_lazy

from people.changes import KINDS, say
from people.personal_data.collecting import Coded
from people.personal_data.registry import leave_out, table

from .models.history import FrameworkChange

table(
    "framework_changes",
    gettext_lazy("What you did to frameworks"),
    FrameworkChange,
    "by",
    {"at": "at", "what": lambda entry: Coded(KINDS[entry.kind].key, say(entry.kind, entry.by_name, entry.facts))},
    without=None,
)
leave_out(
    "what frameworks say, which is nobody's",
    *(model._meta.label for model in apps.get_app_config("frameworks").get_models() if model is not FrameworkChange),
)
