"""Pictures and PDFs made in memory, harmless and not."""

from io import BytesIO
from typing import Any

from PIL import Image
from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

ORIENTATION, GPS = 0x0112, 0x8825  # tags of Exif
SIDEWAYS = 6


def picture(
    width: int = 40, height: int = 30, *, form: str = "JPEG", mode: str = "RGB", **options: Any
) -> bytes:
    written = BytesIO()
    Image.new(mode, (width, height), 200).save(written, form, **options)
    return written.getvalue()


def telling_picture() -> bytes:
    """A photograph held sideways, with the place where it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[GPS] = SIDEWAYS, {1: "N", 2: (60.0, 27.0, 4.0)}
    return picture(exif=exif, comment=b"of a phone")


def paper(pages: int = 1, *, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 300)
    return _written(writer, password)


def acting_paper() -> bytes:
    """A PDF that runs a script, holds a program and leads elsewhere."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 300)
    script = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert(1)"),
        }
    )
    writer.root_object[NameObject("/OpenAction")] = script
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
    writer.add_attachment("program.exe", b"MZ")
    writer.add_annotation(0, Link(rect=(0, 0, 10, 10), url="https://elsewhere.example"))
    writer.add_metadata({"/Author": "Somebody"})
    return _written(writer, "")


def _written(writer: PdfWriter, password: str) -> bytes:
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    written = BytesIO()
    writer.write(written)
    return written.getvalue()
