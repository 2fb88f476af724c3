"""PDFs, written anew with their pages alone: no scripts, forms, links, attachments or metadata."""

import logging
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from shared.kernel.aggregate import Invalid

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote what it reads
BEGINNING = b"%PDF-"
MOST_PAGES = 20
UNREADABLE = (
    PyPdfError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
LEFT_OUT = (  # of a page: what acts, what leads elsewhere, what tells of its maker
    "/AA",
    "/Annots",
    "/B",
    "/LastModified",
    "/Metadata",
    "/PieceInfo",
    "/StructParents",
    "/Tabs",
    "/Thumb",
)


def is_paper(content: bytes) -> bool:
    """Whether a file says of itself, in its first bytes, that it is a PDF."""
    return content.startswith(BEGINNING)


def rewritten(content: bytes) -> bytes:
    """The pages as a PDF of ours; raises `Invalid` where they cannot be read, or are too many."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise Invalid(
                "This PDF has a password. Print it to a PDF without one, or take a picture of it.",
                code="document_locked",
                field="file",
            )
        if len(reader.pages) > MOST_PAGES:
            raise Invalid(
                "This PDF has more than %(most)s pages. Send only those that matter.",
                code="document_too_large",
                field="file",
                most=MOST_PAGES,
            )
        return _pages_alone(reader)
    except (
        PyPdfError,
        OSError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        RecursionError,
    ):
        raise Invalid(
            "This PDF cannot be read. Print it to a new PDF, or take a picture of it.",
            code="document_damaged",
            field="file",
        ) from None


def _pages_alone(reader: PdfReader) -> bytes:
    writer = PdfWriter()
    for page in reader.pages:
        writer.add_page(page, excluded_keys=LEFT_OUT)
    if not writer.pages:
        raise ValueError("It has no page.")
    writer.metadata = None
    written = BytesIO()
    writer.write(written)
    return written.getvalue()
