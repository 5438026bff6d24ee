"""A PDF without its information dictionary, XMP, private data of programs, and its photos' camera metadata."""

from io import BytesIO

from .errors import PROTECTED, SIGNED, CannotBeCleaned
from .jpeg import clean_jpeg
from .result import Cleaned

OF_THE_MAKING = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")
PHOTO = "/DCTDecode"
# Annotations that are somebody's remark; links and fields are none.
REMARKS = {"/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Ink", "/Stamp", "/Caret"}
REMARKS |= {"/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/FileAttachment", "/Sound"}
HAS_SIGNATURES = 1


def clean_pdf(content):
    import pikepdf  # here: the process that cleans is bound before it

    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            refuse(pdf, pikepdf)
            commenters = commenters_of(pdf)
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            for thing in pdf.objects:
                clean_object(thing, pikepdf)
            written = BytesIO()
            pdf.save(written, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    except pikepdf.PasswordError as protected:
        raise CannotBeCleaned(PROTECTED) from protected
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, RuntimeError, KeyError) as broken:
        raise CannotBeCleaned from broken
    return Cleaned(written.getvalue(), commenters)


def refuse(pdf, pikepdf):
    """Raise for a PDF that is encrypted or signed, as rewriting would undo that, and for one without pages."""
    if pdf.is_encrypted:
        raise CannotBeCleaned(PROTECTED)
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and int(form.get("/SigFlags", 0)) & HAS_SIGNATURES:
        raise CannotBeCleaned(SIGNED)
    if not len(pdf.pages):
        raise CannotBeCleaned


def clean_object(thing, pikepdf):
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return
    for key in OF_THE_MAKING:
        if key in thing:
            del thing[key]
    if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
        clean_photo(thing, pikepdf)


def clean_photo(image, pikepdf):
    """Clean an embedded JPEG; its orientation is dropped, since the page sets it."""
    packed = image.get("/Filter")
    packed = packed[0] if isinstance(packed, pikepdf.Array) and len(packed) == 1 else packed
    if packed != PHOTO:
        return
    try:
        photo = clean_jpeg(image.read_raw_bytes())
    except CannotBeCleaned:
        return
    image.write(photo, filter=pikepdf.Name.DCTDecode, decode_parms=image.get("/DecodeParms"))


def commenters_of(pdf):
    notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
    return len({str(note.get("/T", "")) for note in notes if str(note.get("/Subtype", "")) in REMARKS})
