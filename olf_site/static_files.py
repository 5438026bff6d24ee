"""Collected static files: stylesheets joined, and readable for a web server that runs as another user."""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

FILE, FOLDER = 0o644, 0o755
IMPORT = re.compile(r'^@import "([^"]+)";\n', re.MULTILINE)


class PublicCompressor(Compressor):
    def write_data(self, *args):
        path = super().write_data(*args)
        os.chmod(path, FILE)
        return path


# Django's own patterns for imports would read the libraries' scripts too, and stop at one that names what is not there.
IMPORTS = ("js/*.js", ((r'(?P<matched>(?P<word>from|import) "(?P<url>\./[\w-]+\.js)")', '%(word)s "%(url)s"'),))


class ModuleStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, in which a script's import names the same hashed file as a page's tag.

    Otherwise a browser would run the file twice, and mix an old one with new ones.
    """

    patterns = (*CompressedManifestStaticFilesStorage.patterns, IMPORTS)


class PublicStaticFilesStorage(ModuleStaticFilesStorage):
    """The same storage outside VAR_DIR, readable by everybody in a process whose other files are private."""

    def __init__(self, *args, **options):
        super().__init__(*args, file_permissions_mode=FILE, directory_permissions_mode=FOLDER, **options)

    def create_compressor(self, **options):
        return PublicCompressor(**options)


class JoinedStyles(FileSystemFinder):
    """Collect each stylesheet with its imports in it: one request instead of thirty in two rounds."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for root, plain in self.storages.items():
            self.storages[root] = JoiningStorage(location=root)
            self.storages[root].prefix = plain.prefix


class JoiningStorage(FileSystemStorage):
    def _open(self, name, mode="rb"):
        if not name.endswith(".css"):
            return super()._open(name, mode)
        return ContentFile("".join(text for _path, text in parts(self.path(name))).encode(), name)

    def get_modified_time(self, name):
        if not name.endswith(".css"):
            return super().get_modified_time(name)
        return datetime.fromtimestamp(max(path.stat().st_mtime for path, _text in parts(self.path(name))), UTC)


def parts(path):
    """Yield a stylesheet's files and their texts in cascade order, imports before the file's own rules."""
    path = Path(path)
    text = path.read_text(encoding="utf-8")
    for name in IMPORT.findall(text):
        yield from parts(path.parent / name)
    yield path, IMPORT.sub("", text)
