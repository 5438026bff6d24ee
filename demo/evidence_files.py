"""Small real files used as evidence: a one-page PDF, tables as CSV, and a photo of a wall."""

import io
from dataclasses import dataclass
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.evidence.files.uploads import checked

from .texts import read_texts


@dataclass(frozen=True)
class FileTexts:
    tables: dict[str, str]
    pages: dict[str, tuple[str, ...]]


@cache
def file_texts() -> FileTexts:
    return read_texts("evidence_files", FileTexts)


WALL = "posters.png"
# Three posters on a wall: where each hangs, and its colour.
POSTERS = (((90, 90, 410, 510), "#0b6468"), ((470, 60, 790, 480), "#c98a2b"), ((850, 100, 1170, 520), "#4b6a9b"))


def upload_of(name, place):
    if name == WALL:
        content = wall()
    elif name in file_texts().tables:
        content = f"school,{place.name}\n{file_texts().tables[name]}".encode()
    else:
        title, *lines = file_texts().pages[name]
        content = page([f"{title} – {place.name}", *lines])
    return checked(SimpleUploadedFile(name, content))


def wall():
    # Here, not above: only making the demo needs it.
    from PIL import Image, ImageDraw

    photo = Image.new("RGB", (1260, 620), "#e9e2d3")
    pen = ImageDraw.Draw(photo)
    for (left, top, right, bottom), colour in POSTERS:
        pen.rectangle((left + 8, top + 10, right + 8, bottom + 10), fill="#cfc6b2")
        pen.rectangle((left, top, right, bottom), fill="#fdfbf5", outline=colour, width=6)
        pen.ellipse((left + 110, top + 40, right - 110, top + 140), fill=colour)
        for line in range(5):
            below = top + 190 + 44 * line
            pen.rectangle((left + 40, below, right - 40 - 35 * (line % 3), below + 14), fill=colour)
    written = io.BytesIO()
    photo.save(written, "PNG")
    return written.getvalue()


def page(lines):
    shown = " T* ".join(f"({escaped(line)}) Tj" for line in lines)
    drawing = f"BT /F1 12 Tf 18 TL 60 740 Td {shown} ET".encode("cp1252")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    written, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(written))
    return written + b"xref\n0%d\n0000000000 65535 f \n%s" % (size, table) + end


def escaped(line):
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
