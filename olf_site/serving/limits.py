"""Limits on a request's head and body, and on all bodies of a process at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# Nothing here needs a long address or many headers; forms travel in the body.
LONGEST_LINE, MOST_HEADERS, LONGEST_HEADER = 4094, 64, 8190
# So many bodies of the largest size lie beside each other; who comes on top of that is asked to come back.
LARGEST_AT_ONCE = 8


@dataclass(frozen=True)
class BodyLimits:
    """The largest body, in bytes; an application sets its own as the attribute ``body_limits``."""

    ordinary: int = 2_500_000
    largest: int = 2_500_000
    # Asked, with WSGI's environment, about a body that is larger than an ordinary one.
    most_of: Callable[[dict[str, Any]], int] | None = None
    # Where what does not fit into memory lies, in files without a name; None: where the system has them.
    folder: str | None = None

    def of(self, environ):
        return min(self.most_of(environ), self.largest) if self.most_of else self.ordinary

    @property
    def together(self):
        return LARGEST_AT_ONCE * self.largest


def refusal_of(scope):
    """The status line for a request whose head is too large, else ""."""
    if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_LINE:
        return "414 URI Too Long"
    headers = scope["headers"]
    if len(headers) > MOST_HEADERS or any(len(name) + len(value) > LONGEST_HEADER for name, value in headers):
        return "431 Request Header Fields Too Large"
    return ""
