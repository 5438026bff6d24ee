"""Marks of the password on tokens and calendar addresses, which a new password makes invalid."""

from django.utils.crypto import salted_hmac

SALT = "people.access"


def mark_of(password):
    """A digest of the stored password, kept with a token or calendar address."""
    return salted_hmac(SALT, password, algorithm="sha256").hexdigest()
