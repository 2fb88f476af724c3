"""What a file that somebody sent is, by its content; what we keep of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from shared.documents import papers, pictures
from shared.kernel.aggregate import Invalid

LARGEST = 10 * 1024 * 1024  # bytes of one file as it is sent, and of all files of one request
MOST = 5  # files of one form
PICTURE, PAPER = "image/jpeg", "application/pdf"
KINDS = {PICTURE: "jpg", PAPER: "pdf"}  # what is kept, and how its file's name ends


@dataclass(frozen=True, repr=False)
class Document:
    """A file that does no harm: a JPEG or a PDF, written by us."""

    content: bytes
    media_type: str

    @property
    def size(self) -> int:
        """Its bytes."""
        return len(self.content)


def made_harmless(content: bytes) -> Document:
    """What of a file can be kept; raises `Invalid`, which says what to do instead."""
    if papers.is_paper(content):
        return Document(papers.rewritten(content), PAPER)
    return Document(pictures.redrawn(content), PICTURE)


def documents_of(
    files: Iterable[bytes], *, inspect: Callable[[bytes], None] = lambda _: None
) -> list[Document]:
    """What is kept of the files of one form; empty places send none.

    `inspect` sees each as it came, and raises for what may not be kept.
    """
    contents = [content for content in files if content]
    if len(contents) > MOST:
        raise Invalid(
            "Add at most %(most)s files at once.", code="documents", field="file", most=MOST
        )
    for content in contents:
        inspect(content)
    return [made_harmless(content) for content in contents]
