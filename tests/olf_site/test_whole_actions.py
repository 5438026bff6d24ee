"""An action is carried out whole or not at all: every one of them is a transaction. And how it holds what it changes."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.db.transaction import Atomic

from assessments.rating import actions as rating_actions
from tests.actions import all_actions

# What is no transaction, and why it need not be one.
NO_TRANSACTION = {
    "rate_practice": "one statement, for speed; its two other ways are transactions",
    "draw_preview": "draws for seconds without holding anything; what it then writes is a transaction",
}


def is_transaction(function):
    """Whether a function, or one that it wraps, was decorated with ``transaction.atomic``."""
    while function is not None:
        if any(isinstance(cell.cell_contents, Atomic) for cell in function.__closure__ or ()):
            return True
        function = getattr(function, "__wrapped__", None)
    return False


@pytest.mark.parametrize("way", [rating_actions._rate_first, rating_actions._rate_under_lock])
def test_an_answer_that_takes_more_than_one_statement_is_saved_whole_or_not_at_all(way):
    assert is_transaction(way)


ACTIONS = [pytest.param(action, id=f"{module}-{name}") for (module, name), action in all_actions().items()]


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_is_carried_out_whole_or_not_at_all(action):
    assert is_transaction(action) != (action.__name__ in NO_TRANSACTION)


# What so much refers to that a lock which keeps others from referring to it would make them wait, or each for the other.
REFERRED_TO = ("District.", "Team.", "User.")


def locks_of(app):
    """Where each lock of an app is taken, with what is locked and how."""
    for path in sorted(Path(settings.BASE_DIR, app).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "select_for_update":
                how = {said.arg: ast.unparse(said.value) for said in node.keywords}
                yield f"{path.name}:{node.lineno}", ast.unparse(node.func), how


@pytest.mark.parametrize("app", ["assessments", "districts", "frameworks", "people", "reports"])
def test_who_holds_a_person_a_team_or_a_district_lets_others_refer_to_it(app):
    found = {
        place: how
        for place, locked, how in locks_of(app)
        if (locked.startswith(REFERRED_TO) or "no_key" in how) and how.get("no_key") != "True"
    }

    assert found == {}
