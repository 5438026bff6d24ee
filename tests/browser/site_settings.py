"""The product's settings for a server that a browser drives here: as in production, but for compressed static files.

Compressing them takes half a minute of a processor and is seen by nobody who is on the same machine.
"""

from olf_site.settings import *  # noqa: F403
from olf_site.settings import STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "tests.browser.static_files.UncompressedStaticFilesStorage"}}
