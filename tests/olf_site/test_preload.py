"""What the workers share is loaded before they are forked: their first requests import nothing of ours."""

import json
import subprocess
import sys

import pytest

from tests.browser.conftest import ROOT
from tests.browser.demo_world import describe_demo

pytestmark = pytest.mark.once

OURS = ("olf_site", "reports", "plans", "assessments", "districts", "people", "frameworks")
HEAVY = {"numpy", "pandas", "plotly", "weasyprint", "openpyxl", "pptx", "xlsxwriter"}
# The application as gunicorn loads it before it forks; then people ask for pages.
ASK = """
import json, sys
from olf_site.wsgi import application
loaded = list(sys.modules)
from django.db import connection
is_open = connection.connection is not None
from django.test import Client
statuses = []
for language, session, path in json.loads(sys.argv[1]):
    client = Client(headers={"host": "127.0.0.1", "accept-language": language})
    client.cookies["sessionid"] = session
    statuses.append(client.get(path).status_code)
print(json.dumps([loaded, list(sys.modules), is_open, statuses]))
"""


@pytest.fixture(scope="module")
def asked(served):
    """Modules after loading and after the first requests, whether a connection was open, and what was answered."""
    world = describe_demo(served)
    pages = [
        ("member", "/"),
        ("member", f"/assessments/{world.pks['rating']}/rate/1/"),
        ("superintendent", f"/districts/{world.slug}/results/"),
    ]
    asks = [(language, world.people[role], path) for language in ("en", "fr") for role, path in pages]
    done = subprocess.run(
        [sys.executable, "-c", ASK, json.dumps(asks)],
        cwd=ROOT,
        env=served.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_first_requests_import_no_module_of_ours(asked):
    loaded, afterwards, _is_open, statuses = asked

    assert statuses == [200] * 6
    assert [name for name in afterwards if name not in loaded and name.partition(".")[0] in OURS] == []


def test_nothing_heavy_is_loaded_for_pages(asked):
    _loaded, afterwards, _is_open, _statuses = asked

    assert HEAVY & {name.partition(".")[0] for name in afterwards} == set()


def test_no_connection_crosses_the_fork(asked):
    assert asked[2] is False
