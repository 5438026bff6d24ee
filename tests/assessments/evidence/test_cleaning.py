"""Files lose who made them, when, where and with what; what is seen in them stays as it is."""

import contextlib
import io
import zipfile

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageOps

from assessments.evidence.files.cleaning import cleaned
from assessments.evidence.files.cleaning.errors import DAMAGED, PROTECTED, SIGNED, CannotBeCleaned
from assessments.evidence.files.cleaning.exif import orientation_of
from tests import files

pytestmark = pytest.mark.once

PICTURES = [("JPEG", ".jpg"), ("PNG", ".png"), ("WEBP", ".webp"), ("GIF", ".gif")]


def opened(content):
    """A picture as it is seen: turned upright."""
    return ImageOps.exif_transpose(Image.open(io.BytesIO(content)))


def look_alike(one, other):
    """Whether two pictures are the same, pixel by pixel."""
    one, other = (picture.convert("RGB") for picture in (one, other))
    return one.size == other.size and ImageChops.difference(one, other).getbbox() is None


def members(content):
    """The parts of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def tells(content):
    """Which of the invented secrets a file still holds, unpacked."""
    if content.startswith(b"PK"):
        return [secret for part in members(content).values() for secret in tells(part)]
    return [secret for secret in files.SECRETS if secret in content]


# -- Pictures ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("file_format", "suffix"), PICTURES)
def test_a_picture_looks_the_same_and_tells_nothing_of_its_making(file_format, suffix):
    taken = files.photo(file_format)
    assert tells(taken) != []

    kept = cleaned(taken, suffix).content

    assert tells(kept) == []
    assert look_alike(opened(kept), opened(taken))
    assert dict(Image.open(io.BytesIO(kept)).getexif()) == {}


@pytest.mark.parametrize(("file_format", "suffix"), PICTURES[:3])
@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_picture_that_is_turned_stays_so_and_nothing_else_of_what_the_camera_wrote_does(
    file_format, suffix, orientation
):
    taken = files.photo(file_format, orientation=orientation)

    kept = cleaned(taken, suffix).content

    assert dict(Image.open(io.BytesIO(kept)).getexif()) == {0x0112: orientation}
    assert look_alike(opened(kept), opened(taken))


@pytest.mark.parametrize("file_format", ["WEBP", "GIF", "PNG"])
def test_what_moves_goes_on_moving(file_format):
    taken = files.photo(file_format, frames=3)

    kept = Image.open(io.BytesIO(cleaned(taken, f".{file_format.lower()}").content))

    assert (kept.n_frames, kept.info["loop"]) == (3, 3)
    for frame in range(3):
        kept.seek(frame)
        before = Image.open(io.BytesIO(taken))
        before.seek(frame)
        assert look_alike(kept, before)


def test_a_jpeg_in_several_passes_or_with_four_colours_stays_as_it_is():
    for options in ({"progressive": True}, {"optimize": True, "restart_marker_blocks": 2}):
        taken = files.photo(**options)
        assert look_alike(opened(cleaned(taken, ".jpg").content), opened(taken))
    written = io.BytesIO()
    Image.new("CMYK", (30, 20), (10, 90, 200, 0)).save(written, "JPEG")
    assert look_alike(opened(cleaned(written.getvalue(), ".jpg").content), opened(written.getvalue()))


def test_a_colour_profile_stays():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for file_format, suffix in PICTURES[:3]:
        kept = cleaned(files.photo(file_format, icc_profile=profile), suffix).content
        assert Image.open(io.BytesIO(kept)).info["icc_profile"] == profile


@pytest.mark.parametrize(("file_format", "suffix"), PICTURES)
def test_what_stands_behind_a_picture_goes(file_format, suffix):
    taken = files.photo(file_format)

    assert cleaned(taken + b"a film of Jane Example" * 40, suffix) == cleaned(taken, suffix)


@pytest.mark.parametrize(("file_format", "suffix"), PICTURES)
def test_cleaning_twice_changes_nothing_so_that_a_file_added_again_is_the_same(file_format, suffix):
    once = cleaned(files.photo(file_format, **({"orientation": 6} if suffix != ".gif" else {})), suffix)

    assert cleaned(once.content, suffix) == once


@pytest.mark.parametrize(("file_format", "suffix"), PICTURES)
def test_a_damaged_picture_is_said_to_be_or_cleaned_and_never_fails(file_format, suffix):
    taken = files.photo(file_format)
    for at in range(0, len(taken), max(1, len(taken) // 150)):
        for damaged in (taken[:at], taken[:at] + b"\xff\xff\xff\xff" + taken[at + 4 :]):
            with contextlib.suppress(CannotBeCleaned):
                assert tells(cleaned(damaged, suffix).content) == []


def test_an_orientation_that_is_none_is_upright():
    for exif in (b"", b"II*\0", b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x09\0\0"):
        assert orientation_of(exif) == 1


# -- Office -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pptx"])
def test_an_office_document_has_neither_properties_nor_a_thumbnail_nor_a_camera_s_words(kind):
    taken = files.office(kind)
    assert tells(taken) != []

    kept = cleaned(taken, f".{kind}").content

    parts = members(kept)
    assert tells(kept) == []
    assert [name for name in parts if name.startswith("docProps/")] == []
    assert b"docProps" not in parts["_rels/.rels"] + parts["[Content_Types].xml"]
    assert b"officeDocument" in parts["_rels/.rels"]
    main = files.MAIN[kind][0]
    assert parts[main] == members(taken)[main]
    assert look_alike(
        opened(next(content for name, content in parts.items() if name.endswith("image1.jpeg"))),
        opened(files.photo(orientation=6)),
    )


@pytest.mark.parametrize(
    ("in_a_list", "in_the_archive"),
    [(b"docProps/core.xml", "docProps/Core.XML"), (b"docProps/my%20core.xml", "docProps/my core.xml")]
    + [(b"docProps/my%20core.xml", "docProps/my%20core.xml"), (b"docProps/%63ore.xml", "docProps/core.xml")],
)
def test_properties_go_however_the_lists_of_a_document_write_their_name(in_a_list, in_the_archive):
    parts = members(files.office())
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = parts[name].replace(b"docProps/core.xml", in_a_list)
    parts[in_the_archive] = parts.pop("docProps/core.xml")

    kept = cleaned(files.archive(parts), ".docx").content

    assert tells(kept) == []
    assert b"core" not in members(kept)["[Content_Types].xml"]
    assert b"core" not in members(kept)["_rels/.rels"]


def test_real_documents_still_open_afterwards():
    import openpyxl
    from pptx import Presentation

    book, written = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"], book.properties.creator = "Élèves", files.OWNER
    book.save(written)
    kept = cleaned(written.getvalue(), ".xlsx").content
    assert openpyxl.load_workbook(io.BytesIO(kept)).active["A1"].value == "Élèves"
    deck, written = Presentation(), io.BytesIO()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Our plan"
    deck.core_properties.author = files.OWNER
    deck.save(written)
    kept = cleaned(written.getvalue(), ".pptx").content
    assert Presentation(io.BytesIO(kept)).slides[0].shapes.title.text == "Our plan"
    assert tells(kept) == []


def test_folders_templates_and_what_a_library_keeps_of_a_document_go():
    template = (f"{files.OF_OFFICE}/attachedTemplate", "file:///C:\\Users\\jane\\Board.dotm", "External")
    sharepoint = '<p:properties xmlns:p="http://schemas.microsoft.com/office/2006/metadata/properties">jane@example.org</p:properties>'
    more = {
        "word/settings.xml": "<w:settings/>",
        "word/_rels/settings.xml.rels": files.relations(template),
        "customXml/item1.xml": sharepoint,
        "customXml/item2.xml": "<bound>Shown</bound>",
        "word/people.xml": "<w15:person>Jane Example</w15:person>",
    }
    beside = [(f"{files.OF_OFFICE}/customXml", f"../customXml/item{number}.xml") for number in (1, 2)]
    beside.append((f"{files.OF_OFFICE}/people", "people.xml"))

    kept = cleaned(files.office(more=more, beside=beside), ".docx").content

    assert tells(kept) == []
    assert members(kept)["customXml/item2.xml"] == b"<bound>Shown</bound>"
    assert b"Normal.dotm" in members(kept)["word/_rels/settings.xml.rels"]


def test_a_workbook_does_not_say_in_which_folder_it_was():
    place = '<x15ac:absPath url="C:\\Users\\jane\\Plans\\" xmlns:x15ac="x"/><fileSharing userName="Jane Example"/>'

    kept = cleaned(files.office("xlsx", words=place), ".xlsx").content

    assert tells(kept) == []
    assert b'url=""' in members(kept)["xl/workbook.xml"]


def test_a_document_inside_a_document_is_cleaned_too():
    kept = cleaned(files.office(more={"word/embeddings/table.xlsx": files.office("xlsx")}), ".docx").content

    assert tells(kept) == []


def test_comments_and_tracked_changes_stay_and_are_counted():
    comments = '<w:comments><w:comment w:author="A"/><w:comment w:author="A"/><w:comment w:author="B"/></w:comments>'
    more = {"word/comments.xml": comments, "word/people.xml": "<w15:person>A</w15:person>"}
    words = '<w:ins w:author="B"><w:t>new</w:t></w:ins>'
    beside = [(f"{files.OF_OFFICE}/people", "people.xml")]

    result = cleaned(files.office(more=more, words=words, beside=beside), ".docx")

    assert (result.commenters, result.has_changes) == (2, True)
    assert members(result.content)["word/comments.xml"] == comments.encode()
    assert "word/people.xml" in members(result.content)


def test_comments_are_counted_in_each_program():
    excel = {"xl/comments1.xml": "<authors><author>A</author><author>tc={1}</author></authors>"}
    excel |= {"xl/threadedComments/threadedComment1.xml": '<c personId="{P}"/><c personId="{Q}"/>'}
    assert cleaned(files.office("xlsx", more=excel), ".xlsx").commenters == 3
    slides = {"ppt/comments/comment1.xml": '<p:cm authorId="0"/><p:cm authorId="1"/>'}
    assert cleaned(files.office("pptx", more=slides), ".pptx").commenters == 2
    plain = cleaned(files.office(words="<w:t>inserted</w:t><w:instrText/>"), ".docx")
    assert (plain.commenters, plain.has_changes) == (0, False)


@pytest.mark.parametrize(("kind", "suffix"), [("text", ".odt"), ("spreadsheet", ".ods"), ("presentation", ".odp")])
def test_an_opendocument_file_has_neither_properties_nor_a_thumbnail_nor_a_printer(kind, suffix):
    notes = "".join(f"<office:annotation><dc:creator>{who}</dc:creator></office:annotation>" for who in "ABA")
    taken = files.opendocument(kind, content=f"{notes}<text:changed-region/>")

    result = cleaned(taken, suffix)

    parts = members(result.content)
    assert tells(result.content) == []
    assert [name for name in parts if name.startswith("Thumbnails")] == []
    assert b"Thumbnails" not in parts["META-INF/manifest.xml"]
    assert next(iter(parts)) == "mimetype"
    assert (result.commenters, result.has_changes) == (2, True)
    assert parts["content.xml"] == members(taken)["content.xml"]


@pytest.mark.parametrize(
    ("content", "suffix", "reason"),
    [
        (files.office(more={"_xmlsignatures/sig1.xml": "x"}), ".docx", SIGNED),
        (files.opendocument(more={"META-INF/documentsignatures.xml": "x"}), ".odt", SIGNED),
        (files.opendocument(more={"META-INF/manifest.xml": "<manifest:encryption-data/>"}), ".odt", PROTECTED),
        (files.office(more={"_rels/.rels": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), ".docx", DAMAGED),
        (files.office()[:900], ".docx", DAMAGED),
        (files.office(more={"word/comments.xml": b"\0" * 70_000_000}), ".docx", DAMAGED),
        (files.pdf(signed=True), ".pdf", SIGNED),
        (files.pdf(encryption=pikepdf.Encryption(owner="o", user="u")), ".pdf", PROTECTED),
        (files.pdf(encryption=pikepdf.Encryption(owner="o", user="")), ".pdf", PROTECTED),
        (b"%PDF-1.4\n1 0 obj <<>> endobj\n%%EOF", ".pdf", DAMAGED),
    ],
    ids=[
        "signed",
        "signed odt",
        "locked odt",
        "entities",
        "cut",
        "bomb",
        "signed pdf",
        "locked pdf",
        "bound pdf",
        "no pdf",
    ],
)
def test_what_cannot_be_cleaned_says_why(content, suffix, reason):
    with pytest.raises(CannotBeCleaned) as impossible:
        cleaned(content, suffix)
    assert impossible.value.reason == reason


# -- PDF --------------------------------------------------------------------------------------------------


def test_a_pdf_has_neither_information_nor_xmp_and_its_photos_no_camera_s_words():
    taken = files.pdf(comments=["A", "B", "A"])

    result = cleaned(taken, ".pdf")

    assert result.commenters == 2
    with pikepdf.open(io.BytesIO(result.content)) as kept, pikepdf.open(io.BytesIO(taken)) as before:
        assert "/Info" not in kept.trailer
        found = [thing for thing in kept.objects if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream)]
        assert [thing for thing in found if "/Metadata" in thing or "/PieceInfo" in thing] == []
        photos = [document.pages[0].Resources.XObject.Photo.read_raw_bytes() for document in (kept, before)]
        assert tells(photos[0]) == []
        assert look_alike(*map(opened, photos))
        assert kept.pages[0].Contents.read_bytes() == before.pages[0].Contents.read_bytes()
    assert cleaned(result.content, ".pdf").content == result.content


def test_a_pdf_behind_a_byte_order_mark_is_cleaned():
    assert cleaned(b"\xef\xbb\xbf\r\n" + files.pdf(), ".pdf").content.startswith(b"%PDF-")


def test_text_stays_as_it_is():
    assert cleaned(b"Jane Example", ".txt").content == b"Jane Example"
