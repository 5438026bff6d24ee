"""Registry of the functions that write each kind of mail, at the moment it is sent."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import override

WRITERS = {}


def writes(kind):
    """Register the function that writes a kind of mail: from the mail to (address, subject, text), or None.

    None means that there is nothing to say any more, such as a withdrawn link, or nobody to say it to.
    """

    def remember(write):
        WRITERS[kind] = write
        return write

    return remember


def message_of(mail, connection):
    """The mail as it goes out, in its reader's language, or None.

    Its identifier is the same at each try, so that mail programs can tell a repetition from a second mail.
    """
    language = (mail.person.language if mail.person else "") or mail.language or settings.LANGUAGE_CODE
    with override(language):
        written = WRITERS[mail.kind](mail)
    if written is None:
        return None
    address, subject, text = written
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {"Message-ID": f"<{mail.pk}@{domain}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [address], connection=connection, headers=headers)
