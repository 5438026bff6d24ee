"""Every action either leaves a sentence in the history of changes, or is named here with the reason why it does not."""

import ast
import importlib
from pathlib import Path

import pytest
from django.conf import settings

from people.changes import KINDS
from tests.actions import all_actions

# What people do in private or within their team: who rated, wrote, reflected or linked what, and when.
OF_A_TEAM_OR_PRIVATE = set(
    "rate_practice take_answers_back take_seat write_reflection delete_reflection delete_all_reflections share_reflection "
    "take_back_reflection add_evidence add_once add_pieces change_evidence link_evidence link_practices "
    "remove_evidence reuse_evidence record_outcome record_and_go_on reveal_practice move_meeting park_practice "
    "unpark_practice write_criterion restore_criterion adopt_criterion keep_criterion take_over_criteria "
    "leave_feedback change_feedback delete_feedback answer_feedback write_notes".split()
)
# What changes nothing that others go by, or only has something done once more.
NO_CHANGE = set(
    "mail_again mail_all_again send_given_up_again draw_preview keep_preview ask_for_export note_read "
    "freeze_scale draft_from_edition".split()
)
# Roles of the whole installation belong to no district; their holders are told (``districts.announcements``).
OF_THE_INSTALLATION = {"appoint_for_installation", "change_account"}
QUIET = OF_A_TEAM_OR_PRIVATE | NO_CHANGE | OF_THE_INSTALLATION
TELLING = {
    "record_change",
    "draft_change",
    "draft_team_change",
    "draft_role_change",
    "record_assessment_change",
    "record_pairing_change",
    "record_edition_change",
}


def by_name():
    """Every action but those on one's own account, by its name alone."""
    return {name: action for (module, name), action in all_actions().items() if not module.startswith("people.")}


# Where actions stand and the steps that they share.
LAYERS = {"actions", "steps", "export_actions", "accounts", "closing", "known", "newcomers", "many"}


def functions_of(apps):
    """By name what each action and step of these apps calls, and the texts in it."""
    called, texts = {}, {}
    for app in apps:
        for file in Path(settings.BASE_DIR, app).rglob("*.py"):
            if not LAYERS & {file.stem, file.parent.name}:
                continue
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                    inner = list(ast.walk(node))
                    names = {one.func for one in inner if isinstance(one, ast.Call)}
                    called.setdefault(node.name, set()).update(
                        getattr(name, "id", getattr(name, "attr", "")) for name in names
                    )
                    texts.setdefault(node.name, set()).update(
                        one.value for one in inner if isinstance(one, ast.Constant) and isinstance(one.value, str)
                    )
    return called, texts


CALLED, TEXTS = functions_of(("districts", "assessments", "reports", "frameworks"))
HISTORIES = [importlib.import_module(f"{app}.history") for app in ("districts", "assessments", "reports", "frameworks")]


def reached_from(name):
    """What an action calls, and what that calls, within the actions."""
    seen, todo = set(), [name]
    while todo:
        one = todo.pop()
        if one not in seen:
            seen.add(one)
            todo.extend(CALLED.get(one, ()))
    return seen


@pytest.mark.parametrize("name", sorted(by_name()))
def test_an_action_has_a_sentence_or_a_reason(name):
    action = getattr(by_name()[name], "func", by_name()[name])  # of a task: what it does
    tells = bool(reached_from(action.__name__) & TELLING)

    assert tells != (name in QUIET)


def test_every_kind_is_kept_by_some_action():
    said = set().union(*TEXTS.values()) | {"role_given_there", "role_ended_there"}

    assert set(KINDS) - said == set()


def test_no_reason_is_left_for_an_action_that_is_gone():
    assert QUIET - set(by_name()) == set()
