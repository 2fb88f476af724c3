"""Pictures, drawn anew: without the place and device in them, no larger than is needed to read."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from shared.kernel.aggregate import Invalid

FORMATS = ("JPEG", "PNG", "WEBP")
WIDEST = 2000  # pixels of the longer side of what is kept
MOST_JPEG, MOST_OTHER = 64_000_000, 16_000_000  # pixels; a JPEG is drawn smaller from the start
QUALITY = 80


def redrawn(content: bytes) -> bytes:
    """The picture as a JPEG of ours; raises `Invalid` for what is none, or is too large to draw."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            _check_size(picture)
            return _drawn(picture)
    except (UnidentifiedImageError, Image.DecompressionBombError):
        raise _no_picture() from None
    except (OSError, ValueError, SyntaxError, ArithmeticError, LookupError, EOFError):
        raise Invalid(
            "This picture is damaged. Take it again, or choose another file.",
            code="document_damaged",
            field="file",
        ) from None


def _check_size(picture: Image.Image) -> None:
    pixels = picture.width * picture.height
    if pixels > (MOST_JPEG if picture.format == "JPEG" else MOST_OTHER):
        raise Invalid(
            "This picture has too many pixels (%(width)s × %(height)s). Take a smaller one.",
            code="document_too_large",
            field="file",
            width=picture.width,
            height=picture.height,
        )


def _drawn(picture: Image.Image) -> bytes:
    picture.draft("RGB", (WIDEST, WIDEST))
    picture.thumbnail((WIDEST, WIDEST))
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    white = Image.new("RGB", upright.size, "white")
    white.paste(upright, mask=upright.getchannel("A"))
    drawn = BytesIO()
    white.save(drawn, "JPEG", quality=QUALITY, optimize=True)
    return drawn.getvalue()


def _no_picture() -> Invalid:
    return Invalid(
        "This file is no picture (JPEG, PNG, WebP) and no PDF. Take a picture of the paper.",
        code="document_kind",
        field="file",
    )
