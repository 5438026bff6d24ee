"""Whether this machine can typeset a PDF: WeasyPrint is Python, but draws letters with a system library."""

from ctypes.util import find_library
from functools import cache

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class NoPango(Exception):
    def __init__(self) -> None:
        super().__init__(f"WeasyPrint needs Pango:  apt-get install {PACKAGES}")


@cache
def pango_is_here() -> bool:
    return all(map(find_library, ("pango-1.0", "pangoft2-1.0")))
