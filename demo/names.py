"""Names of people who do not exist."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from people.accounts import DEMO_DOMAIN

from .texts import read_texts


@dataclass(frozen=True)
class Names:
    first: tuple[str, ...]
    last: tuple[str, ...]


def full_names() -> Iterator[str]:
    """Yield full names, each once, always in the same order."""
    names = read_texts("names", Names)
    first, last = names.first, names.last
    # The lengths have no common divisor, so every pair comes up before one comes again.
    return (f"{first[(i * 7) % len(first)]} {last[(i * 5) % len(last)]}" for i in range(len(first) * len(last)))


def address_of(name: str) -> str:
    """The person's address in the demo's domain, which is reserved for examples."""
    plain = unicodedata.normalize("NFD", name.replace("œ", "oe").replace("’", "")).encode("ascii", "ignore").decode()
    return ".".join(plain.lower().split()) + DEMO_DOMAIN
