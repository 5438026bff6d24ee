"""Collected static files are for everybody, also where another user's web server reads them."""

import os

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

FILE, FOLDER = 0o644, 0o755


class PublicCompressor(Compressor):
    """Leaves its files to be read by everybody."""

    def write_data(self, *args):
        """The compressed file's name."""
        path = super().write_data(*args)
        os.chmod(path, FILE)
        return path


class PublicStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage outside VAR_DIR, in a process whose other files are its owner's alone."""

    def __init__(self, *args, **options):
        super().__init__(*args, file_permissions_mode=FILE, directory_permissions_mode=FOLDER, **options)

    def create_compressor(self, **options):
        """As WhiteNoise asks for it."""
        return PublicCompressor(**options)
