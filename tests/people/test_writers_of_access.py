"""Whatever writes an address, a password or an account seals what was private in it, or is said here not to have to.

The source is read, so that a new way in is found before anybody remembers to tell this test of it.
"""

import ast
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
ROOMS = ("people", "frameworks", "districts", "assessments", "reports", "plans", "olf_site")
SEALS = "seal_private"
# What an account is signed in to with.
FIELDS = {"email", "password"}
SETTERS = {"set_password", "set_unusable_password"}
MAKERS = {"create_user", "create_superuser", "draft"}
WRITERS = {"create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "update", "save", "asave"}
# Who writes one of these and seals nothing, and why.
REASONS = {
    # New accounts: there is nothing in them.
    "people/users.py:UserManager.draft": "makes an account",
    "people/users.py:UserManager.create_superuser": "makes an account",
    "districts/people/steps.py:find_or_make_person": "makes an account",
    "districts/imports/newcomers.py:make_accounts": "makes accounts",
    "olf_site/management/commands/first_administrator.py:Command.make_person": "makes an account",
    # The person themselves.
    "people/adapter.py:InvitedAccountAdapter.set_password": "with their own password, or a link to their own address",
    "people/access/addresses.py:confirm_address": "with a link that they asked for with their password",
    # A step of two actions, which are watched for it themselves.
    "people/access/addresses.py:write_address": "confirm_address and change_account call it",
    # No person's.
    "people/migrations/0005_clean_addresses.py:clean": "the same address, written otherwise",
}
# Steps that write, whose callers are asked as if they wrote themselves.
STEPS = {"write_address"}


def functions_of(tree):
    """Every function of a module by its name within it, and what stands in none."""

    def walk(node, name):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                inner = f"{name}.{child.name}" if name else child.name
                if not isinstance(child, ast.ClassDef):
                    yield inner, child
                yield from walk(child, inner)
            else:
                yield from walk(child, name)

    yield from walk(tree, "")


def names_called(function):
    """The names of all that a function calls."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}


def is_about_people(call):
    """Whether a call asks the table of people, as far as its words say."""
    words = ast.unparse(call.func).lower()
    return "user" in words or "person" in words or "people" in words or "account" in words


def writes_access(node):
    """Whether a piece of source writes an address, a password or an account."""
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        leaves = [leaf for target in targets for leaf in ast.walk(target)]
        return any(isinstance(leaf, ast.Attribute) and leaf.attr in FIELDS for leaf in leaves)
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in SETTERS | STEPS | (MAKERS if is_about_people(node) else set()):
        return True
    if name == "setattr":
        return len(node.args) > 1 and isinstance(node.args[1], ast.Constant) and node.args[1].value in FIELDS
    if name in WRITERS and is_about_people(node):
        keywords = {keyword.arg for keyword in node.keywords}
        words = {
            leaf.value for leaf in ast.walk(node) if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)
        }
        return bool((keywords | words) & FIELDS) or name in {"bulk_create", "bulk_update"}
    return False


def writers_in(source, place):
    """The functions of a module that write access, with whether each seals."""
    functions = dict(functions_of(ast.parse(source)))
    nested = {id(inner) for one in functions.values() for inner in ast.walk(one) if inner is not one}
    for name, function in functions.items():
        if id(function) not in nested and any(map(writes_access, ast.walk(function))):
            yield f"{place}:{name}", SEALS in names_called(function)


def all_writers():
    """Those of the product; the demo is not among them: it is made at once, and holds nobody's."""
    found = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            found |= dict(writers_in(path.read_text(), str(path.relative_to(ROOT))))
    return found


def test_every_writer_of_an_address_a_password_or_an_account_seals_or_has_a_reason():
    writers = all_writers()

    assert {name for name, seals in writers.items() if not seals} - set(REASONS) == set()
    assert {name for name, seals in writers.items() if seals} >= {
        "districts/invitations/actions.py:accept_invitation",
        "districts/people/accounts.py:change_account",
        "people/access/passwords.py:set_password_from_server",
    }


def test_every_reason_is_about_something_that_is_still_there():
    assert set(REASONS) - set(all_writers()) == set()


def test_writers_are_found_however_they_write():
    ways = [
        "person.email = 'a'",
        "person.name, person.email = 'a', 'b'",
        "found.password = make_password('a')",
        "person.set_password('a')",
        "self.owner.set_unusable_password()",
        "User.objects.create_user('a')",
        "User.objects.filter(pk=1).update(email='a')",
        "people.update(password='a')",
        "User.objects.bulk_update(people, ['email'])",
        "User.objects.update_or_create(pk=1, defaults={'email': 'a'})",
        "setattr(person, 'email', 'a')",
        "person.save(update_fields=['email'])",
        "write_address(person, 'a')",
        "if True:\n        person.email = 'a'",
    ]
    for way in ways:
        assert dict(writers_in(f"def f():\n    {way}\n", "x")) == {"x:f": False}, way
        assert dict(writers_in(f"def f():\n    {SEALS}()\n    {way}\n", "x")) == {"x:f": True}, way
    assert dict(writers_in("class A:\n    def f(self):\n        person.email = 'a'\n", "x")) == {"x:A.f": False}
    assert dict(writers_in("def f():\n    person.name = 'a'\n    rows.update(seen=1)\n", "x")) == {}
