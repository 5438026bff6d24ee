"""What hangs on a password: another password, however it was written, and it opens nothing any more."""

from django.utils.crypto import salted_hmac

SALT = "people.access"


def mark_of(password):
    """What stands with a token or a calendar address for the password, as it is stored, that its person had then."""
    return salted_hmac(SALT, password, algorithm="sha256").hexdigest()
