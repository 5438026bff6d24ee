"""URLs by name, each resolved once: Django's ``reverse`` takes longer than rendering a table row."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def address(name, *args):
    return _address(get_script_prefix(), name, args)


@lru_cache(maxsize=8192)
def _address(_prefix, name, args):
    return reverse(name, args=args)
