"""What is kept of a file, and what is refused with what to do instead."""

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from shared.documents import checking, papers, pictures
from shared.documents.checking import PAPER, PICTURE, documents_of, made_harmless
from shared.kernel.aggregate import Invalid
from tests.shared.documents.files import acting_paper, paper, picture, telling_picture

ACTS = (b"/JS", b"JavaScript", b"/OpenAction", b"/AA", b"/EmbeddedFile", b"/Annots", b"/URI", b"MZ")


def drawn(content: bytes) -> Image.Image:
    return Image.open(BytesIO(made_harmless(content).content))


def pictures_sent(number: int) -> list[bytes]:
    return [picture() for _ in range(number)]


def code(content: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        made_harmless(content)
    return refused.value.code


@pytest.mark.parametrize(
    ("form", "mode"),
    [("JPEG", "RGB"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB")],
)
def test_a_picture_of_each_kind_is_kept_as_a_jpeg(form: str, mode: str) -> None:
    document = made_harmless(picture(form=form, mode=mode))
    assert (document.media_type, drawn(picture(form=form, mode=mode)).size) == (PICTURE, (40, 30))
    assert document.size == len(document.content)


def test_a_picture_tells_neither_place_nor_maker_and_stands_upright() -> None:
    shown = drawn(telling_picture())
    assert (shown.size, dict(shown.getexif()), shown.info.get("comment")) == ((30, 40), {}, None)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ((pictures.WIDEST, 10), (pictures.WIDEST, 10)),
        ((pictures.WIDEST * 2, 20), (pictures.WIDEST, 10)),
    ],
)
def test_a_picture_is_no_larger_than_is_needed(
    sent: tuple[int, int], kept: tuple[int, int]
) -> None:
    assert drawn(picture(*sent)).size == kept


@pytest.mark.parametrize(
    ("form", "most"), [("JPEG", pictures.MOST_JPEG), ("PNG", pictures.MOST_OTHER)]
)
def test_a_picture_of_too_many_pixels_is_not_drawn(form: str, most: int) -> None:
    side = int(most**0.5)
    assert max(drawn(picture(side, side, form=form, mode="L")).size) == pictures.WIDEST
    assert code(picture(side + 1, side, form=form, mode="L")) == "document_too_large"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<html><script>alert(1)</script></html>", "document_kind"),
        (picture(form="GIF", mode="P"), "document_kind"),
        (picture(form="TIFF"), "document_kind"),
        (b"MZ\x90\x00", "document_kind"),
        (picture(800, 800)[:600], "document_damaged"),
        (b"%PDF-1.7 and nothing more", "document_damaged"),
        (paper(0), "document_damaged"),
        (paper(password="secret"), "document_locked"),
        (paper(papers.MOST_PAGES + 1), "document_too_large"),
    ],
    ids=["html", "gif", "tiff", "program", "cut", "no pdf", "no page", "locked", "long"],
)
def test_what_cannot_be_kept_says_why(content: bytes, why: str) -> None:
    assert code(content) == why


def test_a_paper_is_its_pages_and_nothing_that_acts() -> None:
    sent = acting_paper()
    assert [each for each in ACTS if each not in sent] == []
    document = made_harmless(sent)
    assert (document.media_type, [each for each in ACTS if each in document.content]) == (PAPER, [])
    assert b"Somebody" not in document.content
    assert len(PdfReader(BytesIO(document.content)).pages) == 1


def test_a_paper_may_be_as_long_as_a_receipt_gets() -> None:
    kept = made_harmless(paper(papers.MOST_PAGES)).content
    assert len(PdfReader(BytesIO(kept)).pages) == papers.MOST_PAGES


def test_a_picture_with_a_page_hidden_behind_it_is_the_picture_alone() -> None:
    both = picture() + b"<script>alert(1)</script>" + paper()
    assert made_harmless(both).media_type == PICTURE
    assert b"script" not in made_harmless(both).content


def test_a_form_sends_several_files_and_empty_places() -> None:
    assert documents_of([]) == documents_of([b""]) == []
    assert len(documents_of([*pictures_sent(checking.MOST), b""])) == checking.MOST
    with pytest.raises(Invalid):
        documents_of(pictures_sent(checking.MOST + 1))


def test_a_file_is_looked_at_as_it_came() -> None:
    seen = list[bytes]()
    documents_of([picture(), b"", paper()], inspect=seen.append)
    assert seen == [picture(), paper()]
