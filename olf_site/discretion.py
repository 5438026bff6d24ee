"""A request's path as it may be written down."""

import re

# Whoever knows the rest of these paths sets somebody’s password, or reads their dates or a shared report.
SECRET = re.compile(r"^/(join|dates|shared|accounts/password/reset/key)/[^/]+")


def discreet_path(path):
    """The path without what would open something to whoever reads it, and without what is no letter."""
    text = path.encode("latin-1", "replace").decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "?" for letter in SECRET.sub(r"/\1/*", text))
