"""Where the server under test keeps its static files."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

from olf_site.static_files import IMPORTS


class UncompressedStaticFilesStorage(ManifestStaticFilesStorage):
    """As in production, but not compressed."""

    patterns = (*ManifestStaticFilesStorage.patterns, IMPORTS)
