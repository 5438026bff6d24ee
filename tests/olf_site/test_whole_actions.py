"""An action is carried out whole or not at all: every one of them is a transaction."""

import importlib
import inspect

import pytest
from django.db.transaction import Atomic

OFFERED = ("assessments.actions", "districts.actions", "reports.actions")
MODULES = (
    "frameworks.actions",
    "people.access.opening",
    "people.access.passwords",
    "people.access.sealing",
    "people.actions",
    "people.mail.queue",
    "people.tokens",
)
# What is no transaction, and why it need not be one.
NO_TRANSACTION = {
    "rate_practice": "one statement, for speed",
    "draw_preview": "draws for seconds and writes once; the row is claimed first",
}


def actions():
    """The actions that packages offer, and those of single modules: what takes all it is given by name."""
    for name in (*OFFERED, *MODULES):
        module = importlib.import_module(name)
        for word, one in vars(module).items():
            own = word in module.__all__ if name in OFFERED else getattr(one, "__module__", "") == name
            if own and inspect.isfunction(one) and takes_names_alone(one):
                yield pytest.param(one, id=f"{name}-{word}")


def takes_names_alone(function):
    kinds = {parameter.kind for parameter in inspect.signature(function).parameters.values()}
    return kinds <= {inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD}


def is_transaction(function):
    """Whether a function, or one that it wraps, was decorated with ``transaction.atomic``."""
    while function is not None:
        if any(isinstance(cell.cell_contents, Atomic) for cell in function.__closure__ or ()):
            return True
        function = getattr(function, "__wrapped__", None)
    return False


@pytest.mark.parametrize("action", list(actions()))
def test_every_action_is_carried_out_whole_or_not_at_all(action):
    assert is_transaction(action) != (action.__name__ in NO_TRANSACTION)
