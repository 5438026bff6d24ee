"""Small real files, each with what programs and cameras write into it; names and places in them are invented."""

import io
import random
import zipfile

from PIL import Image, PngImagePlugin

# What must be in no file that is kept.
SECRETS = (b"Jane Example", b"Example Board", b"Phone 15", b"C:\\Users\\jane", b"jane@example.org")
OWNER = "Jane Example"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OF_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OF_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:rights>Jane Example</dc:rights>'
    b"</rdf:Description></rdf:RDF></x:xmpmeta>"
)
MAIN = {
    "docx": ("word/document.xml", "wordprocessingml.document"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation"),
}


def exif(orientation=1):
    """EXIF as a telephone writes it: who, with what, where; and which way up."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F], data[0x0110], data[0x013B] = "Example", "Phone 15", OWNER
    data.get_ifd(0x8825)[2] = (45.0, 25.0, 17.0)  # GPS
    return data.tobytes()


def photo(file_format="JPEG", *, orientation=1, frames=1, **options):
    """A picture whose four corners differ, as a telephone takes it."""
    pictures = []
    for frame in range(frames):
        picture = Image.frombytes("RGB", (48, 32), random.Random(frame).randbytes(48 * 32 * 3))
        picture.paste((200, 30, 30), (0, 0, 16, 10))
        pictures.append(picture)
    if file_format == "JPEG":
        options |= {"exif": exif(orientation), "comment": OWNER.encode(), "xmp": XMP, "quality": 90}
    elif file_format == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", OWNER)
        texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options |= {"exif": exif(orientation), "pnginfo": texts}
    elif file_format == "WEBP":
        options |= {"exif": exif(orientation), "xmp": XMP, "lossless": True}
    else:
        options |= {"comment": OWNER.encode()}
    if frames > 1:
        options |= {"save_all": True, "append_images": pictures[1:], "duration": 100, "loop": 3}
    written = io.BytesIO()
    pictures[0].save(written, file_format, **options)
    return written.getvalue()


def archive(members):
    """A zip with these members by name."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return written.getvalue()


def relations(*those):
    """A part of relationships: (type, target) or (type, target, mode)."""
    lines = [
        f'<Relationship Id="r{number}" Type="{kind}" Target="{target}"'
        + "".join(f' TargetMode="{one}"' for one in mode)
        + "/>"
        for number, (kind, target, *mode) in enumerate(those)
    ]
    return f'<?xml version="1.0"?><Relationships xmlns="{RELATIONS}">{"".join(lines)}</Relationships>'


def office(kind="docx", *, main=None, of=None, more=None, words="<w:p><w:t>Minutes</w:t></w:p>", beside=()):
    """An Office document with its properties, a thumbnail and a photo; ``more``: further parts, ``beside``: relations."""
    usual, program = MAIN[kind]
    main = main or usual
    folder, _slash, name = main.rpartition("/")
    of = of or f"application/vnd.openxmlformats-officedocument.{program}.main+xml"
    core = f'<cp:coreProperties xmlns:cp="cp"><dc:creator xmlns:dc="dc">{OWNER}</dc:creator></cp:coreProperties>'
    parts = {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{TYPES}"><Default Extension="xml" '
        f'ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/>'
        f'<Override PartName="/{main}" ContentType="{of}"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="core+xml"/></Types>',
        "_rels/.rels": relations(
            (f"{OF_OFFICE}/officeDocument", main),
            (f"{OF_PACKAGE}/core-properties", "docProps/core.xml"),
            (f"{OF_OFFICE}/extended-properties", "docProps/app.xml"),
            (f"{OF_OFFICE}/custom-properties", "docProps/custom.xml"),
            (f"{OF_PACKAGE}/thumbnail", "docProps/thumbnail.jpeg"),
        ),
        main: f'<w:document xmlns:w="w">{words}</w:document>',
        f"{folder}/_rels/{name}.rels": relations((f"{OF_OFFICE}/image", "media/image1.jpeg"), *beside),
        f"{folder}/media/image1.jpeg": photo(orientation=6),
        "docProps/core.xml": core,
        "docProps/app.xml": "<Properties><Company>Example Board</Company></Properties>",
        "docProps/custom.xml": f"<Properties><property>{OWNER}</property></Properties>",
        "docProps/thumbnail.jpeg": photo(),
    }
    return archive(parts | (more or {}))


def opendocument(kind="text", *, content="<text:p>Minutes</text:p>", more=None):
    """An OpenDocument file with its properties, a thumbnail and a photo."""
    parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"<office:document-content>{content}</office:document-content>",
        "meta.xml": f"<office:document-meta><dc:creator>{OWNER}</dc:creator></office:document-meta>",
        "settings.xml": '<config:config-item config:name="PrinterName" config:type="string">Example Board</config:config-item>',
        "Pictures/wall.jpg": photo(),
        "Thumbnails/thumbnail.png": photo("PNG"),
        "META-INF/manifest.xml": '<manifest:file-entry manifest:full-path="content.xml"/>'
        '<manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png" manifest:media-type="image/png"/>',
    }
    return archive(parts | (more or {}))


def pdf(*, comments=(), signed=False, **saved):
    """A PDF of one page with a photo on it, as a word processor writes it; ``comments``: who left them."""
    import pikepdf

    document = pikepdf.new()
    page = document.add_blank_page(page_size=(200, 100))
    image = document.make_stream(photo())
    shape = {"Width": 48, "Height": 32, "BitsPerComponent": 8}
    for key, value in {"Subtype": pikepdf.Name.Image, "Filter": pikepdf.Name.DCTDecode, **shape}.items():
        image[f"/{key}"] = value
    image["/ColorSpace"] = pikepdf.Name.DeviceRGB
    image["/Metadata"] = document.make_stream(XMP)
    page.add_resource(image, pikepdf.Name.XObject, pikepdf.Name("/Photo"))
    page.Contents = document.make_stream(b"q 48 0 0 32 10 10 cm /Photo Do Q")
    page["/PieceInfo"] = pikepdf.Dictionary(Word=OWNER)
    notes = [
        pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, T=who, Rect=[0, 0, 9, 9])
        for who in comments
    ]
    page["/Annots"] = pikepdf.Array([*notes, pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])])
    document.trailer.Info = document.make_indirect(pikepdf.Dictionary(Author=OWNER, Company="Example Board"))
    document.Root.Metadata = document.make_stream(XMP)
    if signed:
        document.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=[])
    written = io.BytesIO()
    document.save(written, **saved)
    return written.getvalue()
