"""`python -m benchmarks.every_page FILE`: every page, file and frequent action in the database of DATABASE_URL.

The permission matrix says which addresses there are and who may read each; an address of the URLconf that is not in it
stops the run by name, and so does one that nobody can read here. Each is asked for by that reader of whom it shows
most. All of it happens in one transaction that is undone, in one process, with Django's test client.
"""

import json
import statistics
import sys
import time

import django

from .memory import Memory

TIMES, TIMES_OF_FILES = 20, 5
QUERIES = {"frameworks:practice_search": "?q=school"}
# Who sees most of something is one of these, where one of them may see it at all.
SEE_MOST = (
    "facilitator",
    "member",
    "superintendent",
    "administrator",
    "principal",
    "installation",
    "province",
    "editor",
)
FRAMING = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
HEADERS = {"host": "127.0.0.1", "accept-language": "en", "accept-encoding": "gzip"}


def main(path):
    """Write what was measured to a file of JSON."""
    from django.db import transaction
    from django.urls import get_resolver

    from tests.permissions.test_matrix import named_addresses

    from .actions import actions_of
    from .world import build_world

    rows = rows_of_matrix()
    refuse_unlisted(set(named_addresses(get_resolver())), rows)
    with transaction.atomic():
        world = build_world()
        visitor = Visitor(world.people)
        found = [measured(visitor, name, address, roles) for name, address, roles in jobs_of(rows, world)]
        found += [visitor.times_of_action(*action) for action in actions_of(world)]
        transaction.set_rollback(True)
    with open(path, "w") as file:
        json.dump(found, file)


def rows_of_matrix():
    """What is read, by name: the roles that are answered; None for what only leads somewhere else or is posted."""
    from tests.permissions.matrix import MATRIX

    rows = {}
    for (method, row), answers in MATRIX.items():
        readers = [role for role, answer in answers.items() if answer == "200"] if method == "GET" else []
        rows[row] = readers or rows.get(row)
    return rows


def refuse_unlisted(names, rows):
    """Stop when an address is in no row."""
    if unlisted := names - {row.partition("@")[0] for row in rows}:
        raise SystemExit("Not in the permission matrix, so nobody knows who reads it: " + ", ".join(sorted(unlisted)))


def jobs_of(rows, world):
    """Name, address and readers of all that is measured, with the pages of the admin."""
    from tests.permissions.addresses import address_of

    for row, roles in rows.items():
        if roles:
            yield row, address_of(row, world) + QUERIES.get(row, ""), roles
    for name, address in admin_pages():
        yield name, address, ("editor", "installation")


def admin_pages():
    """The lists, and the newest row of each model, that the admin has."""
    from django.contrib import admin
    from django.urls import reverse

    yield "admin:index", reverse("admin:index")
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield f"{name}_changelist", reverse(f"{name}_changelist")
        if (newest := model.objects.order_by("-pk").first()) is not None:
            yield f"{name}_change", reverse(f"{name}_change", args=[newest.pk])


class Visitor:
    """One browser for all, which is whoever asks; whatever a request changes is undone."""

    def __init__(self, people):
        from django.test import Client

        self.people = people
        # Each client has a handler, whose start would be most of what is seen.
        self.client = Client(raise_request_exception=False, headers=HEADERS)
        self.cookies = {role: self.cookies_of(person) for role, person in people.items()} | {"anonymous": {}}

    def cookies_of(self, person):
        self.client.force_login(person)
        cookies = {name: morsel.value for name, morsel in self.client.cookies.items()}
        self.client.cookies.clear()
        return cookies

    def readers(self, name, roles):
        """Those of the roles who are in this world and see most; in another state of an assessment others hold them."""
        roles = [role for role in SEE_MOST if role in roles] or roles
        state = name.partition("@")[2]
        people = [f"{role}@{state}" if f"{role}@{state}" in self.cookies else role for role in roles]
        return [role for role in people if role in self.cookies]

    def become(self, role, name):
        """Sign in; a program brings a token of its own for every address, as one opens so many requests a minute."""
        from people.access.tokens import end_tokens_of
        from tests.factories import token_of

        self.role, self.headers, person = role, {}, self.people.get(role)
        if name.startswith("api:") and person:
            end_tokens_of(person=person, by=person)
            self.headers = {"authorization": f"Bearer {token_of(person)}"}

    def ask(self, address, data=None):
        """The answer to its last byte, milliseconds waited and worked, and its bytes."""
        from django.db import transaction

        self.client.cookies.clear()
        self.client.cookies.load(self.cookies[self.role])
        point = transaction.savepoint()
        waited, worked = time.perf_counter(), time.process_time()
        if data is None:
            answer = self.client.get(address, headers=self.headers)
        else:
            answer = self.client.post(address, data, headers=self.headers)
        size = sum(map(len, answer))
        worked, waited = time.process_time() - worked, time.perf_counter() - waited
        transaction.savepoint_rollback(point)
        return answer, {"waited": 1000 * waited, "worked": 1000 * worked, "bytes": size}

    def queries(self, address, data=None):
        """How many queries an answer takes, but those that frame transactions."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as caught:
            self.ask(address, data)
        return sum(not query["sql"].startswith(FRAMING) for query in caught.captured_queries)

    def times_of(self, address, times, data=None):
        """Medians of so many answers."""
        asked = [self.ask(address, data)[1] for _ in range(times)]
        medians = {key: statistics.median(one[key] for one in asked) for key in ("waited", "worked")}
        return medians | {"bytes": asked[-1]["bytes"], "queries": self.queries(address, data)}

    def times_of_action(self, name, role, address, data, status):
        """The same of something that is posted."""
        self.become(role, name)
        answer, first = self.ask(address, data)
        if answer.status_code != status:
            raise SystemExit(f"{name} at {address} answers {answer.status_code}, not {status}")
        return {"name": name, "role": role, "kind": "action", "first": first} | self.times_of(address, TIMES, data)


def measured(visitor, name, address, roles):
    """A page or file: the first time by whoever of its readers comes first, then by the one who sees most."""
    seen = {role: asked for role, *asked in answers_to(visitor, name, address, roles)}
    if not seen:
        return {"name": name, "kind": "none"}
    role = max(seen, key=lambda one: seen[one][1]["bytes"])
    visitor.become(role, name)
    sort = "page" if is_page(seen[role][0]) else "file"
    about = {"name": name, "role": role, "kind": sort, "first": next(iter(seen.values()))[1]}
    if sort == "page":
        return about | visitor.times_of(address, TIMES)
    with Memory() as memory:
        times = visitor.times_of(address, TIMES_OF_FILES)
    return about | times | {"peak": memory.peak, "more": memory.more}


def answers_to(visitor, name, address, roles):
    """Who of its readers is answered, the answer, and what it took. Of the admin nobody may be; of a page somebody is."""
    found = 0
    for role in visitor.readers(name, roles):
        visitor.become(role, name)
        answer, once = visitor.ask(address)
        if answer.status_code == 200:
            found += 1
            yield role, answer, once
    if not found and not name.startswith("admin:"):
        raise SystemExit(f"{name} at {address} is answered to nobody of {', '.join(roles)}")


def is_page(answer):
    """Whether a browser shows it."""
    attached = answer.get("Content-Disposition", "").startswith("attachment")
    return answer["Content-Type"].startswith(("text/html", "text/plain")) and not attached


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
