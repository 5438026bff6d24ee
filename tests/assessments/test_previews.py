"""The small picture of a picture: only its pixels, upright, and never more memory than a picture may take."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from assessments import previews
from assessments.previews import preview_of
from assessments.uploads import checked

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
    return Image.open(io.BytesIO(preview_of(upload(content), file_type)))


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
    assert SECRET not in preview_of(upload(content), "image/jpeg")


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
    assert checked(upload(png_that_claims(4001, 4001), "plan.png")).preview == b""
    assert preview_of(upload(picture((4001, 4001), "L", progressive=True)), "image/jpeg") == b""
    assert small(picture((4001, 4001), "L")).size == (640, 640)


@pytest.mark.parametrize("cut", [9, 40, 200, -30])
def test_a_broken_picture_is_kept_without_a_small_one(cut):
    content = picture()[:cut]
    kept = checked(upload(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + content[11:]))
    assert kept.preview == b""
    assert kept.size > 0


def test_what_is_no_picture_has_no_small_one_and_a_lie_about_the_type_draws_nothing():
    assert checked(upload(b"Read me", "minutes.txt")).preview == b""
    assert preview_of(upload(picture(file_format="GIF")), "image/png") == b""
    assert preview_of(upload(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"), "image/jpeg") == b""


def test_the_file_itself_is_left_as_it_was():
    content = with_camera_data(6)
    given = upload(content)
    kept = checked(given)
    assert kept.preview
    assert kept.file.read() == content
