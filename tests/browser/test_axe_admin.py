"""The Django admin, as a framework editor and an administrator of the installation see it: no barrier that axe finds."""

import json
import re

import pytest
from django.urls import reverse

from tests.permissions.addresses import admin_addresses

from .axe import TAGS, barriers_on, bring_axe, thin_out

pytestmark = [pytest.mark.browser, pytest.mark.once]

# Small rows, so that axe is done soon: what it says of one row it says of a hundred.
MAKE = """
import json
from people.users import User
from tests.one_of_each import make_one_of_each, note_changes, published_sources

rows, kept = make_one_of_each(), published_sources()
note_changes(rows.values(), by=User.objects.get(email="editor@demo.example"))
print("made:", json.dumps([{label: row.pk for label, row in them.items()} for them in (rows, kept)]))
"""
STAYS_AS_IT_IS = ("edition", "characteristic", "practice", "scale", "level")
# Answers that are no page, or lead to one.
NO_PAGE = {"autocomplete", "jsi18n", "login", "logout", "password_change", "password_change_done", "view_on_site"}
# What is made and ended on the pages, and what no role opens.
NOBODYS = re.compile(
    r"(account|auditlog|auth)_.*|people_user_(add|delete)|districts_(district_(add|delete)|appointment_delete)"
)
NAMES = sorted(name for name, _arguments in admin_addresses() if name not in NO_PAGE)
PAGES = [name for name in NAMES if not NOBODYS.fullmatch(name)]
PAGES += ["index@installation", *(f"frameworks_{model}_change@published" for model in STAYS_AS_IT_IS)]
# One list that has pages, and its last page.
PAGES += ["frameworks_lookfor_changelist@pages"]

# The list of lists beside every page is looked at on these.
BESIDE_THE_SIDEBAR = {"exclude": [["#nav-sidebar"]]}
WITH_SIDEBAR = ("frameworks_framework_changelist", "people_user_changelist")


@pytest.fixture(scope="session")
def made(site):
    """The keys of the rows that can be edited, and of those that stay as they are, by their model's label."""
    printed = site.manage("shell", "--verbosity", "0", "-c", MAKE)
    return json.loads(re.search(r"made: (.*)", printed)[1])


@pytest.fixture(scope="session")
def said():
    """What the pages' consoles said that is an error."""
    return []


@pytest.fixture(scope="session")
def pages(chromium, site, demo_world, said):
    """One page a role, kept for all addresses."""
    contexts = {}
    for role in ("editor", "installation"):
        contexts[role] = chromium.new_context(base_url=site.base_url, locale="en-CA", reduced_motion="reduce")
        bring_axe(contexts[role])
        contexts[role].add_cookies([{"name": "sessionid", "value": demo_world.people[role], "url": site.base_url}])
    pages = {role: context.new_page() for role, context in contexts.items()}
    for page in pages.values():
        page.on("console", lambda message: said.append(message.text) if is_fault(message) else None)
        page.on("pageerror", lambda error: said.append(str(error)))
    yield pages
    for context in contexts.values():
        context.close()


def is_fault(message):
    """Less what is known: jQuery, search boxes and calendars write style attributes, which our policy leaves out."""
    return message.type == "error" and not message.text.startswith("Applying inline style")


def who_looks_at(row):
    """Frameworks are the editors'; people, districts and roles the installation's."""
    return "installation" if re.match(r"people_|districts_|.*@installation", row) else "editor"


def address_of(row, made):
    """The address of a page: of one row, or of a list in which that row stands alone."""
    name, _at, state = row.partition("@")
    app, _underscore, rest = name.partition("_")
    model, _underscore, view = rest.partition("_")
    pk = made[state == "published"].get(f"{app}.{model}", 1)
    if view == "changelist":
        return reverse(f"admin:{name}") + ("?p=7" if state == "pages" else f"?id={pk}")
    if view in ("change", "delete", "history"):
        return reverse(f"admin:{name}", args=[pk])
    return reverse(f"admin:{name}", args=["frameworks"] if name == "app_list" else [])


def barriers_in(page, within=BESIDE_THE_SIDEBAR):
    """What axe finds there, what it calls good practice too."""
    thin_out(page)
    return barriers_on(page, tags=[*TAGS, "best-practice"], within=within)


@pytest.mark.parametrize("row", PAGES)
def test_admin_page_has_no_barrier(site, pages, made, said, row):
    page = pages[who_looks_at(row)]
    said.clear()

    answer = page.goto(address_of(row, made))
    assert answer.status == 200, f"{answer.status} from {page.url}\n{site.log.read_text()[-3000:]}"

    assert barriers_in(page, "body" if row in WITH_SIDEBAR else BESIDE_THE_SIDEBAR) == []
    assert said == []


@pytest.mark.parametrize("action", ["publish", "draft_from", "delete_selected"])
def test_page_that_asks_first_has_no_barrier(pages, made, action):
    page = pages["editor"]
    page.goto(address_of("frameworks_edition_changelist", made))
    page.locator("[name=_selected_action]").check()
    page.select_option("[name=action]", action)
    page.locator(".actions [type=submit]").click()
    page.locator("#content form [type=submit]").wait_for()

    assert barriers_in(page) == []


def test_what_is_left_out_opens_to_neither(pages, made):
    left_out = [address_of(name, made) for name in NAMES if NOBODYS.fullmatch(name)]

    opened = [
        (role, address)
        for role, page in pages.items()
        for address in left_out
        if page.request.get(address, max_redirects=0).status == 200
    ]

    assert opened == []
    assert len(left_out) > 10
