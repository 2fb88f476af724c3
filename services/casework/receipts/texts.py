"""What receipts are called, in the reader's language."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from services.casework.receipts.policy import ReceiptsView
from shared.documents import PICTURE
from shared.web.i18n import gettext


@dataclass(frozen=True)
class ReceiptLine:
    name: str
    href: str
    is_picture: bool
    removal: str  # address of the form; empty: it is not the reader's to remove


@dataclass(frozen=True)
class ReceiptPane:
    """All receipts of one thing, and where more are added; empty: not by the reader."""

    lines: list[ReceiptLine]
    address: str


def pane(view: ReceiptsView, kind: str) -> ReceiptPane | None:
    """As the page of a visit or an entry draws them; None where nothing was paid.

    `kind` is "visit" or "entry".
    """
    if not view.paid.costs and not view.receipts.files:
        return None
    key: dict[str, Any] = {f"{kind}_id": view.paid.part_id}

    def href(endpoint: str, receipt_id: UUID) -> str:
        return url_for(f"{kind}_receipts.{endpoint}", receipt_id=receipt_id, **key)

    lines = [
        ReceiptLine(
            gettext("Receipt %(number)s", number=number),
            href("file", file.receipt_id),
            file.media_type == PICTURE,
            href("receipts_removal", file.receipt_id) if view.is_open else "",
        )
        for number, file in enumerate(view.receipts.files, 1)
    ]
    adds = view.is_open and bool(view.paid.costs)
    return ReceiptPane(lines, url_for(f"{kind}_receipts.add", **key) if adds else "")
