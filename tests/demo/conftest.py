"""The installation that the browser tests' servers start from, with a demo that another process made."""

from tests.browser.conftest import prepared

__all__ = ["prepared"]
