"""What is kept as a file: neither empty nor huge, of a kind that is taken, and what it says it is."""

import contextlib
import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.uploads import MOST_PARTS, checked, is_what_it_says

pytestmark = pytest.mark.once

PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 64
EXE = b"MZ\x90\x00\x03" + b"\x00" * 200
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


def archive(**members):
    """A zip with these members; two underscores stand for a slash, one before the ending for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return out.getvalue()


DOCX = archive(word__document_xml="<w/>")
DOCM = archive(word__document_xml="<w/>", word__vbaProject_bin="x")
ODT = archive(mimetype="application/vnd.oasis.opendocument.text", content_xml="<o/>")


def kept(name, content):
    return checked(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("name", "content", "type_"),
    [
        ("plan.pdf", PDF, "application/pdf"),
        ("PLAN.PDF", PDF, "application/pdf"),
        ("wall.png", PNG, "image/png"),
        ("wall.jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 60, "image/jpeg"),
        ("minutes.txt", "Éole, 会议, محضر".encode(), "text/plain"),
        ("data.csv", b"\xef\xbb\xbfa;b\r\n1;2\r\n", "text/csv"),
        ("minutes.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("minutes.odt", ODT, "application/vnd.oasis.opendocument.text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_files_that_are_what_they_say_are_kept_with_the_type_of_their_name(name, content, type_):
    assert kept(name, content).type == type_


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.pdf", b""),
        ("program.exe", EXE),
        ("program.pdf", EXE),
        ("page.html", HTML),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("page.png", HTML),
        ("page.pdf", HTML),
        ("picture.png", PDF),
        ("picture.jpg", PNG),
        ("archive.docx", archive(readme_xml="x")),
        ("macros.docx", DOCM),
        ("macros.docm", DOCM),
        ("text.docx", ODT),
        ("text.odt", DOCX),
        ("broken.docx", DOCX[:40]),
        ("program.txt", EXE),
        ("latin.txt", b"\xe9cole"),
        ("invoice.pdf.exe", EXE),
        ("invoice.pdf.html", HTML),
        ("virus.exe.pdf", PDF),
        ("shell.php.png", PNG),
        ("minutes.docx.pdf", PDF),
        ("none", PDF),
        (".pdf.", PDF),
        ("x.pdf\u202e", PDF),
    ],
    # Without the content: an archive holds the time it was made, and two workers must name a test alike.
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_empty_not_taken_or_lies_is_refused_in_words(name, content):
    with pytest.raises(ValidationError) as refused:
        kept(name, content)
    assert len(refused.value.messages[0]) > 15


def test_ten_megabytes_are_taken_and_one_byte_more_is_not(settings):
    assert kept("big.txt", b"x" * settings.EVIDENCE_MAX_BYTES).size == 10 * 1024 * 1024
    with pytest.raises(ValidationError, match="larger than 10"):
        kept("big.txt", b"x" * (settings.EVIDENCE_MAX_BYTES + 1))


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("minutes v1.2.pdf", "minutes_v1_2.pdf"),
        ("plan 12.04.2026.pdf", "plan_12_04_2026.pdf"),
        ("minutes 2026.10.05.pdf", "minutes_2026_10_05.pdf"),
        ("Procès-verbal.pdf", "Procès-verbal.pdf"),
        ("会议.pdf", "会议.pdf"),
        ("(!).pdf", "file.pdf"),
        ("###.pdf", "file.pdf"),
    ],
)
def test_the_name_is_kept_as_far_as_it_is_one(given, name):
    assert kept(given, PDF).name == name


@pytest.mark.parametrize("given", ["../../etc/cron.d/x.pdf", "..\\..\\windows\\x.pdf", "/etc/x.pdf", "C:\\x.pdf"])
def test_a_path_in_the_name_leads_nowhere(given):
    from assessments.uploads import safe_name

    assert safe_name(given) == ("x.pdf", ".pdf")


def test_a_very_long_name_is_cut():
    upload = SimpleUploadedFile("x.pdf", PDF)
    upload._name = "é" * 4000 + ".pdf"
    assert len(checked(upload).name) <= 160


def test_a_zip_that_unpacks_to_very_much_is_not_unpacked():
    bomb = archive(mimetype=b"\0" * 200_000_000)
    assert len(bomb) < 1_000_000
    import tracemalloc

    tracemalloc.start()
    with pytest.raises(ValidationError):
        kept("bomb.odt", bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


@pytest.mark.parametrize("at", range(0, len(ODT), 7))
def test_a_damaged_office_document_is_refused_or_kept_and_never_fails(at):
    damaged = bytearray(ODT)
    damaged[at] ^= 0xFF
    with contextlib.suppress(ValidationError):
        assert kept("damaged.odt", bytes(damaged)).size == len(ODT)


@pytest.mark.parametrize(("parts", "is_taken"), [(MOST_PARTS, True), (MOST_PARTS + 1, False)])
def test_an_archive_of_very_many_parts_is_no_document(parts, is_taken):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for number in range(parts - 1):
            archive.writestr(f"word/media/{number}", b"")
        archive.writestr("word/document.xml", b"")

    assert is_what_it_says(SimpleUploadedFile("plan.docx", written.getvalue()), ".docx") == is_taken


@pytest.mark.parametrize("code", range(32))
def test_a_text_has_no_control_characters_but_those_of_lines_and_pages(code):
    text = SimpleUploadedFile("minutes.txt", f"Min{chr(code)}utes".encode())

    assert is_what_it_says(text, ".txt") == (chr(code) in "\t\r\n\f")
