import fcntl
import os
import signal
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.template import Template
from django.test import override_settings
from django.test.utils import _TestState
from django.utils import timezone, translation

from frameworks.caching import clear_caches
from olf_site import urls
from reports.exports.pango import PACKAGES, pango_is_here
from tests import refusals

# No machine is too slow for these tests, and none finds another example than the next.
hypothesis.settings.register_profile(
    "suite", derandomize=True, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("suite")

# The headless shell draws the same pages with less work than the browser that also has windows.
BROWSERS = (
    [os.environ["CHROMIUM"]] if "CHROMIUM" in os.environ else ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"]
)
CHROMIUM = next((path for path in map(Path, BROWSERS) if path.exists()), Path(BROWSERS[-1]))
# Nothing a test does may wait for, or speak to, anyone else's machine.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",  # as root, as in most containers, Chromium does not start with it
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",  # where there is none, imitating one takes most of the time
    "--disable-sync",
    "--no-first-run",
]


# Folders and files that take long.
FIRST = ("test_demo.py", "privacy", "test_queries.py", "test_whole_job.py")
# Folders of tests that walk over all pages, many times.
ASKS_FOR_MANY = {"permissions", "privacy", "attack"}


def pytest_collection_modifyitems(config, items):
    """Leave out what does not apply here: `sqlite_only` and `once` elsewhere, browser tests where there is no browser.

    The longest come first, so that no process is left with one of them when all others are done. Those that the first
    process begins with stay together: tests of the demo share one telling of it.
    """
    items.sort(key=lambda item: next((n for n, part in enumerate(FIRST) if part in item.path.parts), len(FIRST)))
    if connection.vendor != "sqlite":
        left_out = [item for item in items if item.get_closest_marker("sqlite_only") or item.get_closest_marker("once")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    # With CI=true a missing browser is a failure, which its fixture says.
    for marker, is_here, missing in (
        ("browser", CHROMIUM.exists() or os.environ.get("CI") == "true", f"no Chromium at {CHROMIUM}"),
        ("needs_pango", pango_is_here(), "no Pango on this machine"),
    ):
        for item in [] if is_here else items:
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=missing))


def pytest_terminal_summary(terminalreporter):
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if "no Chromium at" in str(getattr(report, "longrepr", ""))
    ]
    if skipped:
        terminalreporter.section("NO BROWSER", sep="*", red=True, bold=True)
        terminalreporter.line(
            f"{len(skipped)} browser tests were SKIPPED: there is no Chromium at {CHROMIUM}. "
            "scripts/browser.sh says what to install.",
            red=True,
        )
    without_pango = [r for r in terminalreporter.stats.get("skipped", []) if "no Pango on" in str(r.longrepr)]
    if without_pango:
        terminalreporter.section("NO PANGO", sep="*", red=True, bold=True)
        terminalreporter.line(
            f"{len(without_pango)} tests of PDFs were SKIPPED. To install what they need:  sudo apt-get install {PACKAGES}",
            red=True,
        )


@pytest.fixture(scope="session")
def leave_tables(tmp_path_factory, worker_id):
    """On SQLite a run's first process makes the tables and leaves them to the others, who wait and copy them."""
    if worker_id == "master" or connection.vendor != "sqlite":
        yield lambda: None
        return
    made = tmp_path_factory.getbasetemp().parent / "tables.sqlite3"
    name = connection.creation._get_test_db_name()  # in this process's memory, for as long as a connection is open
    with open(made.with_suffix(".lock"), "w") as lock, closing(sqlite3.connect(name, uri=True)) as memory:
        fcntl.flock(lock, fcntl.LOCK_EX)
        first = not made.exists()
        with closing(sqlite3.connect(made)) as file:
            if not first:
                file.backup(memory)
                fcntl.flock(lock, fcntl.LOCK_UN)

            def leave():
                if first:
                    memory.backup(file)
                    fcntl.flock(lock, fcntl.LOCK_UN)

            yield leave


@pytest.fixture(scope="session")
def django_db_setup(leave_tables, django_db_setup, django_db_blocker):
    """The test database; at the end no session stays in it, so that PostgreSQL lets it be dropped.

    A thread, or the event loop that Playwright keeps, has a connection of its own, which nothing else closes.
    """
    leave_tables()
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            others = "datname = current_database() AND pid <> pg_backend_pid()"
            cursor.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
        connection.close()


@pytest.fixture(autouse=True)
def forget_scales():
    """Scales are kept in the process by their id, and every test's database begins to count anew."""
    clear_caches()


@pytest.fixture(autouse=True)
def forget_language_and_clock():
    """A request leaves its reader's language and time zone in the thread, for Django's next request to replace."""
    yield
    translation.deactivate()
    timezone.deactivate()


@pytest.fixture(autouse=True)
def plain_rendering(request, monkeypatch):
    """Where pages are asked for by the thousand they are drawn as in production, and refusals once.

    Otherwise the test client keeps a copy of every template's values, for tests that look at them.
    """
    if not ASKS_FOR_MANY.intersection(request.path.parts):
        return
    for status in refusals.DRAWING:
        monkeypatch.setattr(urls, f"handler{status}", refusals.answering(status), raising=False)
    if "response.context" not in request.path.read_text():
        monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)


@pytest.fixture(scope="session", autouse=True)
def settings_for_tests():
    """Static files without a manifest (nothing is collected here) and a hasher that takes no time."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is missing
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": plain},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium, for as long as the run lasts; a test makes its own context in it."""
    if not CHROMIUM.exists():
        pytest.fail(f"no Chromium at {CHROMIUM}, and CI=true asks for one")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, which Django takes for code that must not wait for a database.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def seconds_of_processor():
    """An end to what would otherwise take minutes or hours: no measure of speed, the seconds are many times too many."""

    @contextmanager
    def at_most(seconds):
        def stop(*_signal):
            pytest.fail(f"it was still at work after {seconds} seconds of processor")

        before = signal.signal(signal.SIGVTALRM, stop)
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)

    return at_most
