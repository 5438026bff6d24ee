"""Why a mail failed, from the exception of the mail server's client."""

import smtplib
from dataclasses import dataclass

from .models import Mail

Problem = Mail.Problem
# What a mail server, or the way to it, fails with.
FAILURES = (OSError, smtplib.SMTPException)
# "Not now": the server closes the connection.
CLOSING = 421


@dataclass(frozen=True)
class Failure:
    problem: Problem
    code: int | None = None
    for_good: bool = False
    of_all: bool = False


def failure_of(error):
    """Classify an exception; one that is not the mail server's is our fault, and concerns this mail alone."""
    if not isinstance(error, FAILURES):
        return Failure(Problem.NOT_WRITTEN)
    refused = isinstance(error, smtplib.SMTPRecipientsRefused)
    code = next(iter(error.recipients.values()))[0] if refused else getattr(error, "smtp_code", None)
    if code == CLOSING:
        return Failure(Problem.NO_ANSWER, code, of_all=True)
    if refused:
        return Failure(Problem.ADDRESS, code, for_good=code >= 500)
    if isinstance(error, smtplib.SMTPDataError):
        return Failure(Problem.REFUSED, code, for_good=code >= 500)
    if isinstance(error, smtplib.SMTPSenderRefused):
        return Failure(Problem.SENDER, code, of_all=True)
    if isinstance(error, (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError)):
        return Failure(Problem.SIGN_IN, code, of_all=True)
    return Failure(Problem.NO_ANSWER, code, of_all=True)
