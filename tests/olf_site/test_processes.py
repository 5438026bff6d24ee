"""The server's processes: asked to stop, killed, or started with a setting that cannot be meant."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.browser.conftest import ROOT
from tests.olf_site.wire import FORM, PATIENCE, Wire, answer_on, head

pytestmark = pytest.mark.once


def workers_of(site):
    pid = site.server.pid
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def test_a_save_on_its_way_is_answered_by_a_server_that_stops(own_server):
    body = b"login=a&password=b"
    with Wire(own_server).connect(
        head("POST", "/accounts/login/", FORM, f"Content-Length: {len(body)}") + body[:5]
    ) as saving:
        while_idle = Wire(own_server).connect(b"G")
        Wire(own_server).page()  # what was sent before has arrived
        own_server.server.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        saving.sendall(body[5:])
        status = answer_on(saving, "POST").status
    code = own_server.server.wait(timeout=PATIENCE)
    while_idle.close()

    assert (status, code) == (403, 0)


def test_a_server_that_stops_waits_neither_for_slow_heads_nor_for_slow_bodies(own_server):
    wire = Wire(own_server)
    with wire.many(12, b"G"), wire.many(12, head("POST", "/accounts/login/", FORM, "Content-Length: 99") + b"a"):
        wire.page()
        own_server.server.send_signal(signal.SIGTERM)
        code = own_server.server.wait(timeout=12)

    assert code == 0


def two_workers_of(site, besides=()):
    """Both processes, once they are there: the first one answers before the second has started."""
    until = time.monotonic() + PATIENCE
    while len(now := workers_of(site)) < 2 or set(now) & set(besides):
        assert time.monotonic() < until
        time.sleep(0.05)
    return now


def test_a_process_that_dies_is_started_again(own_server):
    before = two_workers_of(own_server)
    for worker in before:
        os.kill(int(worker), signal.SIGKILL)

    assert len(two_workers_of(own_server, besides=before)) == 2
    assert Wire(own_server).page().status == 200


@pytest.mark.parametrize(
    ("name", "value"),
    [("WORKERS", "0"), ("WORKERS", "two"), ("THREADS", "-1"), ("PORT", "70000"), ("SERVER_LOG_LEVEL", "loud")],
)
def test_a_wrong_setting_stops_the_start_by_name(own_server, name, value):
    command = [sys.executable, "-m", "gunicorn", "--config", "olf_site/gunicorn.py", "olf_site.wsgi:application"]
    done = subprocess.run(
        command, cwd=ROOT, env=own_server.environment | {name: value}, capture_output=True, text=True, timeout=60
    )

    assert done.returncode != 0
    assert f"{name} must be" in done.stderr
    assert f"“{value}”" in done.stderr
