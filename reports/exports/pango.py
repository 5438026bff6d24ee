"""Whether this machine can set type for a PDF: WeasyPrint is Python, what it draws letters with is the system's."""

from ctypes.util import find_library
from functools import cache

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class NoPango(Exception):
    """The libraries are not there; the message names the packages to install."""

    def __init__(self) -> None:
        super().__init__(f"WeasyPrint needs Pango:  apt-get install {PACKAGES}")


@cache
def pango_is_here() -> bool:
    """Whether the libraries are there, without loading them."""
    return all(map(find_library, ("pango-1.0", "pangoft2-1.0")))
