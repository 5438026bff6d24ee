"""In-process caches of what every page reads and nobody changes: published texts, frozen scales, closed records.

Words around texts and scales (labels in French, look-fors) may be edited, so these are cached for five minutes.
The values are shared between requests: read them, never change them.
"""

import time
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

LONGEST = 300  # seconds
Key = TypeVar("Key")
Value = TypeVar("Value")
Arguments = ParamSpec("Arguments")
_kept: dict[Any, tuple[float, Any]] = {}
_forgetting = [_kept.clear]


def ttl_cached(read: Callable[[Key], Value]) -> Callable[[Key], Value]:
    """Cache the result of a function of one argument for five minutes per argument."""

    @wraps(read)
    def keeping(key: Key) -> Value:
        made, value = _kept.get((read, key), (None, None))
        now = time.monotonic()
        if made is None or now - made > LONGEST:
            value = read(key)
            _kept[read, key] = now, value
        return value

    return keeping


def lru_cached(most: int) -> Callable[[Callable[Arguments, Value]], Callable[Arguments, Value]]:
    """Cache the results for the ``most`` arguments used last; for values that are replaced, never changed."""

    def keep(read: Callable[Arguments, Value]) -> Callable[Arguments, Value]:
        keeping = lru_cache(maxsize=most)(read)
        _forgetting.append(keeping.cache_clear)
        return keeping

    return keep


def clear_caches():
    """Empty all caches: for tests, whose databases give the same keys to other rows."""
    for one in _forgetting:
        one()
