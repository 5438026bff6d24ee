from tests.browser.conftest import prepared

__all__ = ["prepared"]
