"""Addresses by their names, each found once: Django takes longer to find one than to draw a row of a table."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def address(name, *args):
    """The address of this name with these arguments, as ``reverse`` finds it."""
    return _address(get_script_prefix(), name, args)


@lru_cache(maxsize=8192)
def _address(_prefix, name, args):
    return reverse(name, args=args)
