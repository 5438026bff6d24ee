"""The small picture of a picture: only its pixels, upright, and never more memory than a picture may take."""

import io
import resource
import struct
import subprocess
import sys
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from assessments.evidence.files import draw_small, previews
from assessments.evidence.files.picture_size import pixels_of, scans_of
from assessments.evidence.files.previews import MOST_SCANS, preview_of
from assessments.evidence.files.uploads import checked

pytestmark = pytest.mark.once

SECRET = b"Latitude 46.49 in the hands of nobody"


def picture(size=(1200, 900), mode="RGB", file_format="JPEG", colour="navy", **options):
    """A picture's bytes."""
    written = io.BytesIO()
    Image.new(mode, size, colour).save(written, file_format, **options)
    return written.getvalue()


def upload(content, name="photo.jpg"):
    return SimpleUploadedFile(name, content)


def small(content, file_type="image/jpeg"):
    """The small picture that is drawn of a picture."""
    return Image.open(io.BytesIO(preview_of(content, file_type)))


def with_camera_data(orientation):
    """A photo in which a camera wrote where it was taken, and that it was held sideways."""
    camera = Image.Exif()
    camera[0x0112] = orientation
    camera[0x010E] = SECRET.decode()
    camera.get_ifd(0x8825).update({1: "N", 2: (46.0, 29.0, 24.0), 3: "W", 4: (81.0, 0.0, 36.0)})
    return picture(exif=camera, comment=SECRET)


def test_it_is_small_and_of_the_one_type_that_is_shown_in_place():
    drawn = small(picture())
    assert (drawn.format, drawn.size) == ("WEBP", (640, 480))
    assert previews.TYPE == "image/webp"


def test_a_picture_held_sideways_stands_upright():
    assert small(with_camera_data(6)).size == (480, 640)


def test_nothing_that_a_camera_or_program_wrote_is_left():
    content = with_camera_data(1) + SECRET
    assert SECRET in content
    drawn = small(content)
    assert not drawn.getexif()
    assert {"exif", "icc_profile", "xmp", "comment"}.isdisjoint(drawn.info)
    assert SECRET not in preview_of(content, "image/jpeg")


@pytest.mark.parametrize(
    ("mode", "file_format", "colour"),
    [
        ("RGBA", "PNG", (0, 0, 128, 0)),
        ("P", "PNG", 3),
        ("L", "PNG", 7),
        ("LA", "PNG", (7, 0)),
        ("I;16", "PNG", 700),
        ("1", "PNG", 1),
        ("CMYK", "JPEG", (9, 9, 9, 9)),
        ("L", "JPEG", 9),
        ("RGBA", "WEBP", (0, 0, 128, 128)),
    ],
)
def test_every_way_of_writing_pixels_is_drawn(mode, file_format, colour):
    drawn = small(picture((60, 40), mode, file_format, colour), f"image/{file_format.lower()}")
    assert (drawn.mode, drawn.size) == ("RGB", (60, 40))


def test_what_is_transparent_is_white_paper():
    drawn = small(picture((60, 40), "RGBA", "PNG", (0, 0, 0, 0)), "image/png")
    assert min(drawn.getpixel((30, 20))) > 250


def png_that_claims(width, height):
    """A PNG of a few bytes that says it has so many pixels."""

    def part(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


@pytest.mark.parametrize("size", [(8000, 8000), (10_000, 10_000), (30_000, 30_000), (2_000_000_000, 2)])
def test_a_picture_that_unpacks_to_very_much_is_refused_in_words(size):
    with pytest.raises(ValidationError, match="million pixels"):
        checked(upload(png_that_claims(*size), "bomb.png"))


def test_a_picture_that_would_take_much_memory_is_kept_without_a_small_one():
    plan = png_that_claims(4001, 4001)
    assert checked(upload(plan, "plan.png"))
    assert preview_of(plan, "image/png") == b""
    assert preview_of(picture((4001, 4001), "L", progressive=True), "image/jpeg") == b""
    assert small(picture((4001, 4001), "L")).size == (640, 640)


@pytest.mark.parametrize("cut", [9, 40, 200, -30])
def test_a_broken_picture_is_kept_without_a_small_one(cut):
    content = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + picture()[:cut][11:]
    assert checked(upload(content), as_it_is=True).size > 0
    assert preview_of(content, "image/jpeg") == b""


def test_what_is_no_picture_has_no_small_one_and_a_lie_about_the_type_draws_nothing():
    assert preview_of(b"Read me", "text/plain") == b""
    assert preview_of(picture(file_format="GIF"), "image/png") == b""
    assert preview_of(picture(file_format="PNG"), "image/gif") == b""
    assert preview_of(picture(file_format="TIFF"), "image/jpeg") == b""
    assert preview_of(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "image/jpeg") == b""


# -- pictures made to take long --------------------------------------------------------------------


def with_scans(number, side=1200):
    """A progressive picture that is painted so many times: each time costs it a few bytes."""
    content = picture((side, side), "L", colour=128, progressive=True)
    last = content[content.rindex(b"\xff\xda") : -2]
    return content[:-2] + last * (number - scans_of(content)) + content[-2:]


def test_a_picture_painted_very_often_is_not_drawn():
    often, usual = with_scans(MOST_SCANS + 1), with_scans(MOST_SCANS)
    assert (scans_of(often), scans_of(usual)) == (51, 50)
    assert Image.open(io.BytesIO(often)).size == (1200, 1200)
    assert small(usual).size == (640, 640)
    assert preview_of(often, "image/jpeg") == b""


def test_it_is_left_when_its_time_is_over(monkeypatch):
    monkeypatch.setattr(previews, "SECONDS", 0.001)
    assert preview_of(picture(), "image/jpeg") == b""


def test_its_process_has_little_memory_and_little_processor():
    bounds = draw_small.BOUNDS
    program = "import resource; from assessments.evidence.files.draw_small import bind; bind(); print(*map(resource.getrlimit, %s))"
    kinds = [resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE]
    said = subprocess.run([sys.executable, "-c", program % kinds], capture_output=True, text=True, check=True).stdout
    assert said.strip() == " ".join(str((bounds[kind], bounds[kind])) for kind in kinds)


def test_its_process_knows_nothing_of_the_site(monkeypatch, tmp_path):
    told = tmp_path / "environment"
    told.write_text("#!/bin/sh\nenv\n")
    told.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(told))
    monkeypatch.setenv("SECRET_KEY", "a key")
    assert b"a key" not in preview_of(picture(), "image/jpeg")


# -- sizes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file_format", "options"),
    [
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("JPEG", {"comment": b"c" * 60_000, "exif": b"Exif\0\0" + b"x" * 60_000}),
        ("PNG", {}),
        ("GIF", {}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True}),
        ("WEBP", {"exif": b"Exif\0\0", "quality": 50}),
        ("WEBP", {"save_all": True, "append_images": [Image.new("RGB", (311, 97), "red")]}),
    ],
)
def test_the_size_is_read_from_the_first_bytes(file_format, options):
    content = picture((311, 97), file_format=file_format, **options)
    assert pixels_of(content, file_format) == 311 * 97


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
def test_what_does_not_say_its_size_has_none(file_format, seconds_of_processor):
    content = picture((30, 20), file_format=file_format)
    for broken in (b"", content[:15], content[:3] + b"\0" * 40, content[:2] + b"\xff" * 2_000_000):
        assert pixels_of(broken, file_format) in (None, 0)
    with seconds_of_processor(10):
        assert pixels_of(content[:2] + b"\xff\xe0\0\2" * 500_000, "JPEG") is None


def large(file_format):
    """A picture that says it has more than are taken."""
    if file_format == "PNG":
        return png_that_claims(8000, 8000)
    content = bytearray(picture((300, 200), file_format=file_format))
    if file_format == "GIF":
        return bytes(content[:6] + struct.pack("<HH", 60_000, 60_000) + content[10:])
    if file_format == "WEBP":
        at = content.index(b"\x9d\x01\x2a") + 3
        return bytes(content[:at] + struct.pack("<HH", 16_000, 16_000) + content[at + 4 :])
    at = content.index(b"\xff\xc0") + 5
    return bytes(content[:at] + struct.pack(">HH", 60_000, 60_000) + content[at + 4 :])


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_each_kind_of_picture_is_refused_before_it_is_unpacked(file_format):
    content = large(file_format)
    with pytest.raises(ValidationError, match="million pixels"):
        checked(upload(content, f"bomb.{file_format.lower()}"))
    assert preview_of(content, f"image/{file_format.lower()}") == b""


def test_a_moving_picture_is_drawn_once():
    frames = [Image.new("RGB", (60, 40), (0, 0, shade)) for shade in range(200)]
    written = io.BytesIO()
    frames[0].save(written, "WEBP", save_all=True, append_images=frames[1:])
    assert small(written.getvalue(), "image/webp").size == (60, 40)
    written = io.BytesIO()
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:])
    assert small(written.getvalue(), "image/gif").size == (60, 40)


def test_the_file_itself_keeps_its_pixels_and_loses_what_the_camera_wrote():
    given = with_camera_data(6)
    kept = checked(upload(given)).file.read()
    assert SECRET not in kept
    assert Image.open(io.BytesIO(kept)).tobytes() == Image.open(io.BytesIO(given)).tobytes()
