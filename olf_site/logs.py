"""Log records without what people typed: what kind of thing went wrong, and where.

People read a server's log who may not read its answers. So every record of every logger is made here, without
secrets in addresses, without characters that could forge a line, and with tracebacks that name places but leave out
messages, which quote what was typed. A server in front of the application that logs by itself calls ``install()``
before it starts.
"""

import errno
import logging
import re
import traceback
import warnings

from django.core.exceptions import ImproperlyConfigured

SLASH = r"(?:/|%2F)+"
# Whoever knows the rest of these addresses sets somebody’s password or address, or reads their dates or a shared report.
OPENS = re.compile(
    rf"((?:join|dates|shared|address{SLASH}confirm|sealed{SLASH}link|password{SLASH}reset{SLASH}key){SLASH})[^\s/?#\"'<>]+",
    re.IGNORECASE,
)
# What was searched for, or where a sign-in leads on to.
QUERY = re.compile(r"(?<=[\w/%.*-])\?[^\s\"'<>]+")
TOKEN = re.compile(r"\bstrong_[\w-]+")
# Ends of lines, terminals' commands, what turns the order of writing, and what no log can be encoded with.
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

# Their words are a developer's own, and needed to put right what keeps the site from starting.
OURS = (ImproperlyConfigured, ImportError)
# Of a traceback's places so many at its beginning and at its end.
FIRST, LAST = 20, 40
# Ours, and of others what says how requests and tasks went. The rest notes values while it works.
TALKATIVE = ("olf_site", "reports", "assessments", "districts", "frameworks", "people", "django_tasks")


def discreet(text):
    """The text on one line, without secrets or typed values in the addresses in it."""
    return TOKEN.sub("strong_*", QUERY.sub("?*", OPENS.sub(r"\1*", one_line(text))))


def one_line(text):
    """Escape every character that could make the text look like more than one line, or like another."""
    return CONTROL.sub(lambda found: ascii(found[0])[1:-1], text)


def describe(error):
    """The exception's class and error code, without its message, which may quote what was typed.

    Those of ``OURS``, which are about the installation, keep their message.
    """
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    if isinstance(error, OURS):
        return f"{name}: {one_line(str(error))}"
    known = (
        getattr(error, "sqlite_errorname", None),
        getattr(error, "pgcode", None),
        errno.errorcode.get(getattr(error, "errno", None)),
    )
    return " ".join([name, *(f"[{code}]" for code in known if code)])


def describe_with_places(error):
    chain = []
    while error and error not in chain:
        chain.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\nwhich led to\n".join("\n".join([*places_of(one), describe(one)]) for one in reversed(chain))


def places_of(error):
    """The places of a traceback, the innermost last; no line of code, and no value."""
    places = [
        f'  File "{one_line(frame.f_code.co_filename)}", line {line}, in {frame.f_code.co_name}'
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    if len(places) > FIRST + LAST:
        places[FIRST:-LAST] = [f"  … {len(places) - FIRST - LAST} more …"]
    return ["Traceback (most recent call last), without what was typed:", *places]


def without_words(value):
    return describe(value) if isinstance(value, BaseException) else value


class DiscreetRecord(logging.LogRecord):
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **more):
        super().__init__(name, level, pathname, lineno, without_words(msg), args, None, func, sinfo, **more)
        if isinstance(self.args, tuple):
            self.args = tuple(map(without_words, self.args))
        if exc_info and exc_info[1]:
            self.exc_text = describe_with_places(exc_info[1])

    def getMessage(self):
        return discreet(super().getMessage())


def write_warning(message, category, filename, lineno, file=None, line=None):
    """Log a warning's category and place; its message may quote what was typed."""
    logging.getLogger("py.warnings").warning("%s at %s:%d", category.__name__, filename, lineno)


def install():
    logging.setLogRecordFactory(DiscreetRecord)
    # Python would print the values of a message that does not fit them.
    logging.raiseExceptions = False
    warnings.showwarning = write_warning


def configuration(level):
    """Django's LOGGING: ``level`` for this project and Django, warnings only for libraries."""
    here = {"handlers": ["console"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "root": {"handlers": ["console"], "level": max(level, logging.WARNING)},
        "loggers": {
            **{name: {"level": level} for name in TALKATIVE},
            # Django would otherwise mail what was posted; errors go to the log, without it.
            "django": {**here, "level": level},
            # A 403, 404 or 409 is an answer, not a fault.
            "django.request": {"level": logging.ERROR},
            # Below that it writes each statement with its values.
            "django.db.backends": {"level": max(level, logging.INFO)},
            # What `manage.py runserver` answered.
            "django.server": {**here, "level": logging.INFO},
            # It names every rule of a style sheet that is for screens only.
            "weasyprint": {"level": logging.ERROR},
        },
    }
