"""What a process keeps of published texts and frozen scales: they are read on every page and do not change.

Words around them (labels in French, look-fors) may be edited, so nothing is kept for longer than five minutes.
The values are shared between requests: read them, never change them.
"""

import time
from functools import wraps

LONGEST = 300  # seconds
_kept = {}


def kept(read):
    """Call a function of one argument at most every five minutes for each argument, and keep what it gives."""

    @wraps(read)
    def keeping(key):
        made, value = _kept.get((read, key), (None, None))
        now = time.monotonic()
        if made is None or now - made > LONGEST:
            value = read(key)
            _kept[read, key] = now, value
        return value

    return keeping


def forget():
    """Keep nothing: for tests, whose databases give the same keys to other rows."""
    _kept.clear()
