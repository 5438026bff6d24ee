"""Every action of the product: a public function of an ``actions`` module that takes all it is given by name."""

import importlib
import inspect
from pathlib import Path

from django.conf import settings

APPS = ("assessments", "demo", "districts", "frameworks", "people", "reports")
# Actions that stand in modules named for what they do.
OTHER_MODULES = (
    "districts.people.accounts",
    "people.access.opening",
    "people.access.passwords",
    "people.access.sealing",
    "people.mail.queue",
    "people.access.tokens",
    "reports.board.export_actions",
)


def action_modules():
    """The names of the modules in which actions stand."""
    root = Path(settings.BASE_DIR)
    for app in APPS:
        for path in sorted((root / app).rglob("*.py")):
            layer = path.relative_to(root).with_suffix("").parts
            if "actions" in layer and path.stem != "__init__":
                yield ".".join(layer)
    yield from OTHER_MODULES


def takes_names_alone(function):
    parameters = inspect.signature(function).parameters.values()
    kinds = {parameter.kind for parameter in parameters}
    return bool(parameters) and kinds <= {inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD}


def all_actions():
    """Every action by its module and name."""
    found = {}
    for name in action_modules():
        for word, one in vars(importlib.import_module(name)).items():
            own = getattr(one, "__module__", "") == name and not word.startswith("_")
            if own and inspect.isfunction(one) and takes_names_alone(one):
                found[name, word] = one
    return found
