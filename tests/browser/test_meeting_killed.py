"""The server is killed while a facilitator works: what was acknowledged is there, the rest whole or not at all.

No browser is needed to lose an answer: the requests are those of the desk, on a connection of the test's own.
"""

import http.client
import json
import os
import random
import re
import subprocess
import sys
import time
from urllib.parse import urlencode

import pytest

from .conftest import ROOT, kill, serve, stop

pytestmark = [pytest.mark.browser, pytest.mark.once]

# How often the server is killed: five times, or as `make soak` says.
KILLS = int(os.environ.get("SOAK", "5"))
CSRF = "b" * 32
TEAM = "Portage Lakes Collegiate"
SIGN_IN = f"""
import json
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from assessments.cycles.models import Assessment
from people.users import User
user = User.objects.get(email="guide@demo.example")
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[-1]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
meeting = Assessment.objects.get(cycle__published_at=None, team__name="{TEAM}")
cookie = f"{{settings.SESSION_COOKIE_NAME}}={{session.session_key}}; {{settings.CSRF_COOKIE_NAME}}={CSRF}"
print(json.dumps([meeting.pk, cookie]))
"""
# Says what the database holds whenever it is asked, beside the server that is stopped and started.
STORED = f"""
import json, sys
from assessments.cycles.models import Assessment
from assessments.evidence.models import EvidenceLink
from assessments.meeting.queries import order_of
for asked in sys.stdin:
    meeting = Assessment.objects.get(cycle__published_at=None, team__name="{TEAM}")
    order = order_of(meeting)
    print(json.dumps({{
        "order": [str(p.uuid) for p in order],
        "place": str(meeting.place.practice.uuid),
        "revealed": sorted(str(r.practice.uuid) for r in meeting.reveals.select_related("practice")),
        "agreed": {{str(a.practice.uuid): [a.kind, a.reason, a.revision] for a in meeting.outcomes.select_related("practice")}},
        "parked": {{str(p.practice.uuid): p.reason for p in meeting.parked.select_related("practice")}},
        "evidence": sorted(meeting.team.evidence.filter(title__startswith="Seen in turn").values_list("title", flat=True)),
        "linked": sorted(EvidenceLink.objects.filter(evidence__title__startswith="Seen in turn").values_list("evidence__title", flat=True)),
    }}), flush=True)
"""


class Desk:
    """The facilitator's requests, and what the meeting holds after each, as the docs say."""

    def __init__(self, site, reader):
        self.site, self.reader, self.server, self.port = site, reader, site.server, int(site.environment["PORT"])
        self.took = 0.02  # seconds, of the latest answer: a slow machine is killed as much in the middle as a fast one
        self.pk, self.cookie = json.loads(site.manage("shell", "--no-imports", "-c", SIGN_IN).splitlines()[-1])

    def stored(self):
        """What the database holds of the meeting."""
        self.reader.stdin.write("?\n")
        self.reader.stdin.flush()
        return json.loads(self.reader.stdout.readline())

    def start_again(self):
        """The server comes back."""
        self.server = serve(self.site.environment, self.site.log)

    def ask(self, method, path, values=None, meanwhile=None):
        """An answer's status and body; ``meanwhile`` happens between the send and the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            body = urlencode({**values, "csrfmiddlewaretoken": CSRF}) if values is not None else None
            form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
            connection.request(method, f"/assessments/{self.pk}/{path}", body, {"Cookie": self.cookie, **form})
            begun = time.monotonic()
            if meanwhile:
                meanwhile()
            answer = connection.getresponse()
            page = answer.read().decode()
            self.took = time.monotonic() - begun
            return answer.status, page
        finally:
            connection.close()

    def is_acknowledged(self, request, meanwhile=None):
        """Send it; whether the answer came that all of it was written."""
        try:
            status, _body = self.ask("POST", *request, meanwhile=meanwhile)
        except (OSError, http.client.HTTPException):
            return False
        assert status == 302
        return True

    def shows(self):
        """The practice that the way to the desk leads to, after looking at it there."""
        _status, hub = self.ask("GET", "meeting/")
        practice = re.search(r'btn-primary" href="/assessments/\d+/practices/([0-9a-f-]+)/meeting/"', hub)[1]
        status, page = self.ask("GET", f"practices/{practice}/meeting/")
        assert (status, "Bring everybody here" in page) == (200, False)
        return practice


@pytest.fixture
def desk(own_site):
    """The desk of a meeting that is half way through."""
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", STORED]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=own_site.environment, **pipes) as reader:
        desk = Desk(own_site, reader)
        yield desk
        stop(desk.server)


def reveal(held, turn):
    """Reveal the practice at which the meeting stands."""
    practice = held["place"]
    after = held | {"revealed": sorted({*held["revealed"], practice})}
    return (f"practices/{practice}/reveal/", {}), after


def record(held, turn):
    """Record an outcome with a new piece of evidence, and go on."""
    practice, title = held["place"], f"Seen in turn {turn}"
    agreed = {**held["agreed"], practice: ["level", f"Why in turn {turn}", 1]}
    values = {"outcome": "2", "reason": f"Why in turn {turn}", "revision": "0"}
    values |= {"new_title": title, "new_kind": "observation", "new_text": "In five of six classrooms."}
    parked = {uuid: why for uuid, why in held["parked"].items() if uuid != practice}
    more = {name: sorted([*held[name], title]) for name in ("evidence", "linked")}
    after = held | more | {"agreed": agreed, "parked": parked}
    return (f"practices/{practice}/meeting/", values), after | {"place": coming(after)}


def park(held, turn):
    """Come back to it later, with what was written down."""
    practice = held["place"]
    after = held | {"parked": {**held["parked"], practice: f"Parked in turn {turn}"}}
    values = {"reason": f"Parked in turn {turn}", "dissent": ""}
    return (f"practices/{practice}/park/", values), after | {"place": coming(after)}


def move(held, turn):
    """Take everybody back to the first practice that is parked."""
    practice = next(uuid for uuid in held["order"] if uuid in held["parked"])
    return ("meeting/move/", {"practice": practice, "seen": held["place"]}), held | {"place": practice}


def coming(held):
    """The practice that the meeting goes on with: the next one without an outcome that is not parked."""
    place = held["order"].index(held["place"])
    around = [*held["order"][place + 1 :], *held["order"][:place]]
    return next(uuid for uuid in around if uuid not in held["agreed"] and uuid not in held["parked"])


ACTS = (reveal, record, reveal, park, move)


@pytest.mark.parametrize("way", ["at any moment", "as soon as it was acknowledged"])
def test_a_server_killed_in_the_middle_of_a_meeting_loses_nothing_and_halves_nothing(desk, way):
    chance, held = random.Random(way), desk.stored()
    for turn in range(KILLS // 2 + (way == "at any moment") * (KILLS % 2)):
        request, after = ACTS[turn % len(ACTS)](held, turn)
        if way == "at any moment":

            def later():
                time.sleep(chance.uniform(0, 1.5) * desk.took)
                kill(desk.server)

            acknowledged = desk.is_acknowledged(request, meanwhile=later)
        else:
            acknowledged = desk.is_acknowledged(request)
            kill(desk.server)
        desk.start_again()

        found = desk.stored()
        assert found in ([after] if acknowledged else [held, after])
        assert desk.shows() == found["place"]
        if not acknowledged:
            # Nobody knows whether it was written; so they do it again, and an outcome is not recorded over itself.
            status, _page = desk.ask("POST", *request)
            assert status == (409 if found == after and "outcome" in request[1] else 302)
            assert desk.stored() == after
        held = after
