"""Read zip archives within limits and write them again; unchanged parts are copied without being unpacked."""

import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote

from .errors import DAMAGED, PROTECTED, CannotBeCleaned

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
LOCAL_HEAD, IS_ENCRYPTED, NAME_IS_UTF8 = 30, 0x1, 0x800
# 1980-01-01, the first day that an archive can say: when somebody saved a part is nobody's business.
NO_TIME, NO_DAY = 0, 0x21
VERSION = 20
# What is unpacked of one part, and of all of them together.
MOST_OF_A_PART, MOST_IN_ALL = 64 * 1024 * 1024, 256 * 1024 * 1024


@dataclass(frozen=True)
class ArchivePart:
    name: str
    packed: bytes
    method: int
    checksum: int
    size: int


def packed(name, content, *, method=zipfile.ZIP_DEFLATED):
    data = content
    if method == zipfile.ZIP_DEFLATED:
        deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
        data = deflate.compress(content) + deflate.flush()
    return ArchivePart(name, data, method, zlib.crc32(content), len(content))


class Archive:
    """A zip whose entries are decompressed only when they are read."""

    def __init__(self, content):
        self.content, self.unpacked = content, 0
        try:
            self.zip = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, EOFError, struct.error) as broken:
            raise CannotBeCleaned from broken
        self.infos = {info.filename: info for info in self.zip.infolist()}
        self.by_letters = {unquote(name).lower(): name for name in self.infos}
        if len(self.infos) < len(self.zip.infolist()):  # two parts of one name: programs differ on which one counts
            raise CannotBeCleaned(DAMAGED)
        if any(info.flag_bits & IS_ENCRYPTED for info in self.infos.values()):
            raise CannotBeCleaned(PROTECTED)

    def __contains__(self, name):
        return name in self.infos

    def called(self, name):
        """The entry with this name, ignoring case and percent-encoding."""
        if name in self.infos:
            return name
        return self.by_letters.get(unquote(name).lower(), name)

    def names(self):
        return list(self.infos)

    def read(self, name):
        """Decompress an entry; one larger than the limit counts as damaged."""
        info = self.infos[name]
        try:
            with self.zip.open(info) as part:
                content = part.read(MOST_OF_A_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            ValueError,
            NotImplementedError,
        ) as broken:
            raise CannotBeCleaned from broken
        self.unpacked += len(content)
        if len(content) > MOST_OF_A_PART or self.unpacked > MOST_IN_ALL:
            raise CannotBeCleaned
        return content

    def part(self, name):
        info = self.infos[name]
        at = info.header_offset
        if self.content[at : at + 4] != LOCAL:
            raise CannotBeCleaned
        name_length, extra_length = struct.unpack_from("<HH", self.content, at + 26)
        begin = at + LOCAL_HEAD + name_length + extra_length
        data = self.content[begin : begin + info.compress_size]
        if len(data) < info.compress_size:
            raise CannotBeCleaned
        return ArchivePart(name, data, info.compress_type, info.CRC, info.file_size)


def archive_of(parts):
    """A zip of these entries; the same entries give the same bytes on every day and every machine."""
    written, directory = bytearray(), bytearray()
    for part in parts:
        name = part.name.encode()
        flags = 0 if part.name.isascii() else NAME_IS_UTF8
        common = struct.pack(
            "<HHHHHIIIHH",
            *(VERSION, flags, part.method, NO_TIME, NO_DAY),
            *(part.checksum, len(part.packed), part.size, len(name), 0),
        )
        directory += (
            CENTRAL + struct.pack("<H", VERSION) + common + struct.pack("<HHHII", 0, 0, 0, 0, len(written)) + name
        )
        written += LOCAL + common + name + part.packed
    number, begin = len(parts), len(written)
    end = END + struct.pack("<HHHHIIH", 0, 0, number, number, len(directory), begin, 0)
    return bytes(written + directory + end)
