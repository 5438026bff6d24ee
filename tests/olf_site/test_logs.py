"""What is written down when something goes wrong: where and what kind, never what opens something or what was typed."""

import io
import logging
import logging.config
import warnings

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse

from tests.factories import make_person
from tests.olf_site import faults
from tests.olf_site.test_middleware import every_pattern

SECRET = "zebra-SESAME:1x:s_g"
TYPED = "Quagga bit\nERROR django.request: forged \x1b[31m‮ the principal"
WORDS = ("zebra", "sesame", "quagga", "principal", "forged")
ADDRESSES = {
    "join": [SECRET],
    "address_confirm": [SECRET],
    "calendar_file": [SECRET],
    "reports:shared": [SECRET],
    "reports:shared_looked": [SECRET],
    "account_reset_password_from_key": ["1", SECRET],
}


class Written(io.StringIO):
    """All that was written, as lines."""

    @property
    def lines(self):
        return self.getvalue().splitlines()


@pytest.fixture
def written():
    """Everything that any logger writes when as much as possible is asked for; and what a handler of others would write."""
    stream, root = Written(), logging.getLogger()
    before, level = list(root.handlers), root.level
    configured = logging_for("DEBUG")
    configured["handlers"]["console"]["stream"] = stream
    logging.config.dictConfig(configured)
    plain = logging.StreamHandler(stream)
    plain.setFormatter(logging.Formatter("%(message)s"))
    every = [root, *(one for one in root.manager.loggerDict.values() if isinstance(one, logging.Logger))]
    for logger in every:
        logger.addHandler(plain)
    yield stream
    for logger in every:
        logger.removeHandler(plain)
    logging.config.dictConfig(settings.LOGGING)
    root.handlers, root.level = before, level


def logging_for(level):
    from olf_site import logs

    return logs.configuration(getattr(logging, level))


@pytest.fixture(autouse=True)
def warnings_are_written():
    """As outside tests, where a warning is no error."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        from olf_site import logs

        logs.install()
        yield


def assert_holds_nothing(stream):
    text = stream.getvalue()
    assert [word for word in WORDS if word in text.lower()] == []
    assert [character for character in text if not character.isprintable() and character != "\n"] == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("fault", faults.FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_leaves_place_and_kind_and_nothing_else(settings, written, fault, name):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.olf_site.faults.FaultMiddleware"]
    client = Client(raise_request_exception=False, headers={"Referer": f"https://testserver/join/{SECRET}/?q=quagga"})

    answer = client.post(f"{reverse(name, args=ADDRESSES[name])}?q=quagga", {"fault": fault.__name__, "text": TYPED})

    assert answer.status_code == (403 if fault is faults.not_allowed else 500)
    assert_holds_nothing(written)
    if answer.status_code == 500:
        assert f"in {fault.__name__}" in written.getvalue()
        assert "Internal Server Error: /" in written.getvalue()


def test_the_kind_and_the_database_s_code_are_written(db, settings, written):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.olf_site.faults.FaultMiddleware"]
    client = Client(raise_request_exception=False)

    client.post(reverse("join", args=[SECRET]), {"fault": "missing_in_the_database", "text": "quagga"})

    assert "django.db.utils.IntegrityError" in written.getvalue()
    assert "SQLITE_CONSTRAINT_NOTNULL" in written.getvalue() or "23502" in written.getvalue()
    assert 'faults.py", line ' in written.getvalue()


def test_a_form_from_elsewhere_leaves_neither_its_address_nor_its_words(db, settings, written):
    client = Client(enforce_csrf_checks=True, headers={"Referer": f"https://else/join/{SECRET}/?q=quagga"})

    answer = client.post(reverse("join", args=[SECRET]), {"text": TYPED}, secure=True)

    assert answer.status_code == 403
    assert "Referer checking failed" in written.getvalue()
    assert_holds_nothing(written)


@pytest.mark.parametrize("host", [f"evil/join/{SECRET}", "evil\r\nERROR: forged"])
def test_a_name_that_is_not_ours_forges_nothing(db, written, host):
    answer = Client(raise_request_exception=False).get("/", headers={"Host": host})

    assert answer.status_code == 400
    assert "Invalid HTTP_HOST header" in written.getvalue()
    assert "zebra" not in written.getvalue()
    assert not [line for line in written.lines if line.startswith("ERROR: forged")]


@pytest.mark.parametrize(
    "logger", ["django.server", "gunicorn.error", "gunicorn.access", "waitress", "ninja", "anybody"]
)
@pytest.mark.parametrize(
    "path",
    [
        f"/join/{SECRET}/",
        f"//join//{SECRET}/?x=1",
        f"/dates/{SECRET}.ics",
        f"/shared/{SECRET}/",
        f"/shared/{SECRET}/looked/",
        f"/accounts/password/reset/key/1-{SECRET}/",
        f"/accounts/login/?next=/join/{SECRET}/",
        f"/accounts/login/?next=%2Fjoin%2F{SECRET}%2F",
        f"%2Fjoin%2F{SECRET}",
        f"https://strong.example.ca/join/{SECRET}/",
        "/districts/ours/administration/people/?q=quagga",
    ],
)
def test_no_logger_writes_an_address_that_opens_something(written, logger, path):
    logging.getLogger(logger).error('"%s" %s %s', f"GET {path} HTTP/1.1", 200, 12)
    logging.getLogger(logger).error(f"Invalid request line: 'GET {path} HTTP/1.1'")

    assert "HTTP/1.1" in written.getvalue()
    assert_holds_nothing(written)


def test_no_logger_writes_a_token_for_programs(written):
    logging.getLogger("anybody").error("Authorization: Bearer strong_%s", "zebra" * 9)

    assert "strong_*" in written.getvalue()
    assert_holds_nothing(written)


def test_every_address_that_opens_something_by_itself_is_known():
    """Whoever adds one to the site finds it here: no sign-in, and a part that is no name, number or key of a thing."""
    of_things = {"slug", "pk", "uuid"}
    found = {
        pattern.name
        for pattern in every_pattern(get_resolver().url_patterns)
        if not getattr(pattern.callback, "login_required", True) and set(pattern.pattern.regex.groupindex) - of_things
    }

    assert found == {name.rpartition(":")[2] for name in ADDRESSES}


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("PIL.TiffImagePlugin", logging.DEBUG),
        ("fontTools.subset", logging.INFO),
        ("rules", logging.DEBUG),
        ("django.db.backends", logging.DEBUG),
    ],
)
def test_what_is_noted_with_its_values_while_something_works_is_not_written(written, name, level):
    logging.getLogger(name).log(level, "quagga")

    assert_holds_nothing(written)


def test_the_level_is_of_what_is_ours_and_django_s(written):
    logging.getLogger("assessments.evidence.files.scanning").debug("Ours")
    logging.getLogger("django.template").debug("Django's")

    assert "Ours" in written.getvalue()
    assert "Django's" in written.getvalue()


def test_whoever_is_in_the_middle_of_a_loop_is_cut_short(written):
    def again(depth):
        return again(depth - 1) if depth else int("quagga")

    try:
        again(300)
    except ValueError:
        logging.getLogger("anybody").exception("It did not work")

    assert 50 < written.getvalue().count("in again") < 200
    assert_holds_nothing(written)


def test_a_message_that_does_not_fit_its_values_tells_nobody(written, capsys):
    logging.getLogger("anybody").error("%s %s", "quagga")

    assert "quagga" not in written.getvalue() + "".join(capsys.readouterr())


def test_what_stands_in_the_way_of_starting_is_said(written):
    from django.core.exceptions import ImproperlyConfigured

    try:
        raise ImproperlyConfigured("DATABASE_URL must name a database.")
    except ImproperlyConfigured:
        logging.getLogger("gunicorn.error").exception("Exception in worker process")

    assert "DATABASE_URL must name a database." in written.getvalue()


def test_nobody_s_name_is_needed_to_know_who_was_signed_in(db, written, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.olf_site.faults.FaultMiddleware"]
    client = Client(raise_request_exception=False)
    client.force_login(make_person("Quagga", "quagga@example.org"))

    client.post("/me/", {"fault": "no_number", "text": TYPED})

    assert "Internal Server Error: /me/" in written.getvalue()
    assert_holds_nothing(written)
