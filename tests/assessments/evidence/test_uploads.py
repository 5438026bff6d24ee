"""What is kept as a file: neither empty nor huge, of a kind that is taken, and what it says it is."""

import contextlib
import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.evidence.files.file_types import MOST_PARTS, is_text, type_of
from assessments.evidence.files.uploads import CANNOT_BE_CLEANED, checked
from tests import files

pytestmark = pytest.mark.once

CASES = Path(__file__).parents[2] / "cases"
PDF = files.pdf()
PNG, JPEG = files.photo("PNG"), files.photo()
EXE = b"MZ\x90\x00\x03" + b"\x00" * 200
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


OF = "application/vnd.openxmlformats-officedocument"
DOCX = files.office()
DOCM = files.office(more={"word/vbaProject.bin": "x"})
ODT = files.opendocument()


def kept(name, content):
    return checked(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("name", "content", "type_"),
    [
        ("plan.pdf", PDF, "application/pdf"),
        ("PLAN.PDF", PDF, "application/pdf"),
        ("wall.png", PNG, "image/png"),
        ("wall.jpeg", JPEG, "image/jpeg"),
        ("minutes.txt", "Éole, 会议, محضر".encode(), "text/plain"),
        ("data.csv", b"\xef\xbb\xbfa;b\r\n1;2\r\n", "text/csv"),
        ("minutes.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("minutes.odt", ODT, "application/vnd.oasis.opendocument.text"),
        ("wall.jfif", JPEG, "image/jpeg"),
        ("wall.jpe", JPEG, "image/jpeg"),
        ("wall.gif", files.photo("GIF"), "image/gif"),
        ("marked.pdf", b"\xef\xbb\xbf" + PDF, "application/pdf"),
        ("mailed.pdf", b"Content-Type: application/pdf\r\n\r\n" + PDF, "application/pdf"),
        ("minutes.docx.pdf", PDF, "application/pdf"),
        ("board.com.pdf", PDF, "application/pdf"),
        ("latin.txt", b"\xe9cole", "text/plain"),
        ("dos.csv", b"\x82cole;12\r\n\x1a", "text/csv"),
        ("excel.txt", "École\t12".encode("utf-16"), "text/plain"),
        ("none", PDF, "application/pdf"),
        ("Plan v2.1 final", PNG, "image/png"),
        ("Plan 2026.10", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (".pdf.", PDF, "application/pdf"),
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
        ("archive.docx", files.archive({"readme.xml": "x"})),
        ("macros.docx", DOCM),
        ("macros.docm", DOCM),
        ("macros.docm", DOCX),
        ("template.dotm", DOCX),
        ("macros.xlsx", files.office("xlsx", more={"xl/macrosheets/sheet1.xml": "x"})),
        ("macros.docx", files.office(of="application/vnd.ms-word.document.macroEnabled.main+xml")),
        ("template.docx", files.office(of=f"{OF}.wordprocessingml.template.main+xml")),
        ("table.docx", files.office("xlsx")),
        ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("late.pdf", b"x" * 1025 + PDF),
        ("no-type", b"words"),
        ("words.xyz", b"words"),
        ("text.docx", ODT),
        ("text.odt", DOCX),
        ("broken.docx", DOCX[:40]),
        ("program.txt", EXE),
        ("invoice.pdf.exe", EXE),
        ("invoice.pdf.html", HTML),
        ("virus.exe.pdf", PDF),
        ("shell.php.png", PNG),
        ("x.pdf\u202e", PDF),
    ],
    # Without the content: an archive holds the time it was made, and two workers must name a test alike.
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_empty_not_taken_or_lies_is_refused_in_words(name, content):
    with pytest.raises(ValidationError) as refused:
        kept(name, content)
    assert len(refused.value.messages[0]) > 15


def test_a_document_behind_a_password_is_told_apart_from_one_of_another_type():
    with pytest.raises(ValidationError, match="protected by a password"):
        kept("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


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
    assert kept(given, PDF).name == "x.pdf"


def test_a_very_long_name_is_cut():
    upload = SimpleUploadedFile("x.pdf", PDF)
    upload._name = "é" * 4000 + ".pdf"
    assert len(checked(upload).name) <= 160


def test_a_zip_that_unpacks_to_very_much_is_not_unpacked():
    bomb = files.archive({"mimetype": b"\0" * 200_000_000})
    assert len(bomb) < 1_000_000
    import tracemalloc

    tracemalloc.start()
    with pytest.raises(ValidationError):
        kept("bomb.odt", bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


@pytest.mark.parametrize("suffix", [".odt", ".docx", ".pdf"])
def test_a_damaged_document_is_refused_or_kept_and_never_fails(suffix):
    whole = {".odt": ODT, ".docx": DOCX, ".pdf": PDF}[suffix]
    for at in range(0, len(whole), len(whole) // 20):
        damaged = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        with contextlib.suppress(ValidationError):
            assert kept(f"damaged{suffix}", damaged).size > 0


@pytest.mark.parametrize(("parts", "is_taken"), [(MOST_PARTS, True), (MOST_PARTS + 1, False)])
def test_an_archive_of_very_many_parts_is_no_document(parts, is_taken):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for number in range(parts - 1):
            archive.writestr(f"word/media/{number}", b"")
        archive.writestr("word/document.xml", b"")

    assert (type_of(SimpleUploadedFile("plan.docx", written.getvalue()), ".docx") == ".docx") == is_taken


@pytest.mark.parametrize("code", range(32))
def test_a_text_has_no_control_characters_but_those_of_lines_and_pages(code):
    text = SimpleUploadedFile("minutes.txt", f"Min{chr(code)}utes".encode())

    assert is_text(text) == (chr(code) in "\t\r\n\f")


# -- What people really have ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "type_"),
    [
        ("08-evidence-as-excel-saves-it.csv", "text/csv"),
        ("10-evidence-from-word-online.docx", f"{OF}.wordprocessingml.document"),
    ],
)
def test_every_file_of_the_cases_is_taken(case, type_):
    given = (CASES / case).read_bytes()

    file = kept(case, given)

    assert (file.type, file.cleaned) == (type_, True)
    if type_ == "text/csv":
        assert file.file.read() == given


@pytest.mark.parametrize(
    "main",
    ["word/document2.xml", "word/Main.XML", "other/text.xml", "document.xml", "word/document 1.xml", "word/é.xml"],
)
def test_the_main_part_is_the_one_that_the_document_names(main):
    assert kept("plan.docx", files.office(main=main)).name == "plan.docx"


@pytest.mark.parametrize("written", ["word/document%201.xml", "word/Document 1.xml", "/word/./document%201.xml"])
def test_the_main_part_is_found_however_the_document_writes_its_name(written):
    with zipfile.ZipFile(io.BytesIO(files.office(main="word/document 1.xml"))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document 1.xml", written.encode())

    assert kept("plan.docx", files.archive(parts)).name == "plan.docx"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_document_s_lists_may_be_in_any_encoding_of_xml(encoding):
    with zipfile.ZipFile(io.BytesIO(DOCX)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = parts[name].decode().replace('<?xml version="1.0"?>', "")
        parts[name] = parts[name].encode(encoding)

    assert kept("plan.docx", files.archive(parts)).name == "plan.docx"


@pytest.mark.parametrize(
    ("given", "content", "name", "said"),
    [
        ("wall.jpg", PNG, "wall.png", "“wall.jpg” is really a file of the type PNG, so we saved it as “wall.png”."),
        ("wall.png", JPEG, "wall.jpg", "“wall.png” is really a file of the type JPEG, so we saved it as “wall.jpg”."),
        (
            "IMG_1.HEIC",
            JPEG,
            "IMG_1.jpg",
            "“IMG_1.HEIC” is really a file of the type JPEG, so we saved it as “IMG_1.jpg”.",
        ),
        ("minutes", PDF, "minutes.pdf", "“minutes” is really a file of the type PDF, so we saved it as “minutes.pdf”."),
    ],
)
def test_the_true_type_is_said_and_used(given, content, name, said):
    file = kept(given, content)

    assert (file.name, file.said) == (name, (said,))


def test_another_name_of_the_same_type_is_not_worth_a_word():
    assert kept("Wall.JPEG", JPEG).said == ()


def test_a_file_of_another_family_is_refused_with_what_it_is():
    with pytest.raises(ValidationError, match="not “.pdf” but “.png”"):
        kept("plan.pdf", PNG)


# -- Cleaned, or kept as it is on purpose ---------------------------------------------------------------


def test_what_is_kept_is_clean_and_its_hash_is_of_what_is_kept():
    file = kept("plan.docx", DOCX)

    content = file.file.read()
    assert not any(secret in content for secret in files.SECRETS)
    assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert kept("again.docx", DOCX).sha256 == file.sha256


def test_a_file_that_cannot_be_cleaned_is_kept_only_when_its_owner_says_so():
    signed = files.pdf(signed=True)
    with pytest.raises(ValidationError, match="it is signed") as refused:
        kept("plan.pdf", signed)
    assert refused.value.code == CANNOT_BE_CLEANED

    file = checked(SimpleUploadedFile("plan.pdf", signed), as_it_is=True)

    assert (file.cleaned, file.file.read()) == (False, signed)


def test_to_keep_as_it_is_hides_nothing_of_a_file_that_can_be_cleaned():
    assert checked(SimpleUploadedFile("plan.pdf", PDF), as_it_is=True).cleaned is True
