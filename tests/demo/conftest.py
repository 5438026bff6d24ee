"""The installation that the browser tests' servers start from, told its demo by another process."""

from tests.browser.conftest import prepared

__all__ = ["prepared"]
