"""The product's settings for a server that tests ask for pages: static files come as they lie in the source."""

from olf_site.settings import *  # noqa: F403
from olf_site.settings import BASE_DIR, STORAGES

STATIC_ROOT = BASE_DIR / "static"
STATICFILES_DIRS = []
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
