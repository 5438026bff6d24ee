"""Ways in which a request can go wrong with what somebody typed in the exception's words; and who puts them there."""

import warnings
from logging import getLogger

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.template import Context, Template

from people.users import User


class BadlyWritten(Exception):
    """Cannot even be written down."""

    def __str__(self):
        raise ValueError(self.args[0])


def no_number(typed):
    int(typed)


def no_key(typed):
    {}[typed]


def not_in_ascii(typed):
    f"{typed} é".encode("ascii")


def not_valid(typed):
    raise ValidationError({"text": [typed]})


def badly_written(typed):
    raise BadlyWritten(typed)


def with_a_cause(typed):
    try:
        int(typed)
    except ValueError as cause:
        raise RuntimeError(typed) from cause


def with_a_note(typed):
    error = RuntimeError("Something")
    error.add_note(typed)
    raise error


def in_a_group(typed):
    raise ExceptionGroup(typed, [ValueError(typed)])


def twice_in_the_database(typed):
    User.objects.bulk_create([User(email=f"{typed}@example.org") for _twice in range(2)])


def missing_in_the_database(typed):
    User.objects.bulk_create([User(email=f"{typed}@example.org", name=None)])


def not_for_this_column(typed):
    with connection.cursor() as cursor:
        cursor.execute("SELECT CAST(%s AS numeric) / 0 FROM nowhere", [typed])


def in_a_template(typed):
    Template("{{ page.missing.part }}{% widthratio page 'x' 1 %}").render(Context({"page": {"text": typed}}))
    raise RuntimeError(typed)


def told_by_ourselves(typed):
    try:
        int(typed)
    except ValueError as problem:
        getLogger("assessments.evidence.files.scanning").error("It did not work: %s", problem)
        getLogger("ninja").exception(problem)
        warnings.warn(f"odd: {typed}", UserWarning, stacklevel=1)
        raise


def not_allowed(typed):
    raise PermissionDenied(typed)


FAULTS = (
    no_number,
    no_key,
    not_in_ascii,
    not_valid,
    badly_written,
    with_a_cause,
    with_a_note,
    in_a_group,
    twice_in_the_database,
    missing_in_the_database,
    not_for_this_column,
    in_a_template,
    told_by_ourselves,
    not_allowed,
)


class FaultMiddleware:
    """Lets the fault that the request names happen where its view would begin, with what was posted."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Break with what was typed."""
        fault = next(fault for fault in FAULTS if fault.__name__ == request.POST["fault"])
        fault(request.POST["text"])
