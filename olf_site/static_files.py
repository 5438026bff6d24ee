"""Static files as they are collected: stylesheets joined; for everybody where another user's web server reads them."""

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
    """Leaves its files to be read by everybody."""

    def write_data(self, *args):
        """The compressed file's name."""
        path = super().write_data(*args)
        os.chmod(path, FILE)
        return path


# Django's own patterns for imports would read the libraries' scripts too, and stop at one that names what is not there.
IMPORTS = ("js/*.js", ((r'(?P<matched>(?P<word>from|import) "(?P<url>\./[\w-]+\.js)")', '%(word)s "%(url)s"'),))


class ModuleStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, in which an import of a script names the very file that a page's tag names.

    Otherwise a browser would run it twice, and keep an old one beside new ones.
    """

    patterns = (*CompressedManifestStaticFilesStorage.patterns, IMPORTS)


class PublicStaticFilesStorage(ModuleStaticFilesStorage):
    """The same outside VAR_DIR, in a process whose other files are its owner's alone."""

    def __init__(self, *args, **options):
        super().__init__(*args, file_permissions_mode=FILE, directory_permissions_mode=FOLDER, **options)

    def create_compressor(self, **options):
        """As WhiteNoise asks for it."""
        return PublicCompressor(**options)


class JoinedStyles(FileSystemFinder):
    """Collects a stylesheet with those that it imports in it: a browser asks once, not for thirty of them in two rounds."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for root, plain in self.storages.items():
            self.storages[root] = JoiningStorage(location=root)
            self.storages[root].prefix = plain.prefix


class JoiningStorage(FileSystemStorage):
    """Reads stylesheets joined; a joined one is as new as the newest of its parts."""

    def _open(self, name, mode="rb"):
        if not name.endswith(".css"):
            return super()._open(name, mode)
        return ContentFile("".join(text for _path, text in parts(self.path(name))).encode(), name)

    def get_modified_time(self, name):
        """When the file, or what it imports, was changed."""
        if not name.endswith(".css"):
            return super().get_modified_time(name)
        return datetime.fromtimestamp(max(path.stat().st_mtime for path, _text in parts(self.path(name))), UTC)


def parts(path):
    """A stylesheet's files and their texts, in the order in which they count: what it imports before its own rules."""
    path = Path(path)
    text = path.read_text(encoding="utf-8")
    for name in IMPORT.findall(text):
        yield from parts(path.parent / name)
    yield path, IMPORT.sub("", text)
