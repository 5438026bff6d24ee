"""Mail through a server that may not answer: one page waits for it, not every page, and not once for each mail."""

import logging
from smtplib import SMTPException
from time import monotonic

from django.conf import settings
from django.core.mail.backends import smtp

logger = logging.getLogger(__name__)
# What a mail server, or the way to it, fails with.
FAILURES = (OSError, SMTPException)
# Seconds for which a server that did not answer in time is left alone.
REST = 60


class EmailBackend(smtp.EmailBackend):
    """Django's, which gives up after EMAIL_TIMEOUT; after that it is not asked again for a while."""

    rests_until = 0

    def send_messages(self, messages):
        """Send, unless the server has just kept somebody waiting in vain."""
        if monotonic() < EmailBackend.rests_until:
            if self.fail_silently:
                return 0
            raise TimeoutError("The mail server did not answer a moment ago.")
        begun = monotonic()
        try:
            return super().send_messages(messages)
        finally:
            if monotonic() - begun >= settings.EMAIL_TIMEOUT:
                EmailBackend.rests_until = monotonic() + REST
                logger.error("The mail server did not answer in time: no mail is sent for %d s.", REST)
