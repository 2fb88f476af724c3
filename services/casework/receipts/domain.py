"""The receipts of one visit or entry."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.casework.receipts import events
from services.casework.receipts.events import ReceiptEvent
from services.casework.receipts.rules import MOST, File, Paid
from shared.kernel.aggregate import Invalid, NotFound, Refused


@dataclass(frozen=True)
class Receipts:
    """All of them together, so that their number is one decision."""

    category: ClassVar[str] = "receipts"
    concerns: ClassVar[tuple[UUID, ...]] = ()

    id: UUID  # of the visit or entry
    files: tuple[File, ...] = ()
    removed: tuple[UUID, ...] = ()

    def add(self, files: Sequence[File], paid: Paid) -> list[ReceiptEvent]:
        """Keep some more; refused where nothing was paid, or there would be too many."""
        if files and not paid.costs:
            raise Refused(
                "No costs are written down here. Correct that first, then add the receipt.",
                code="no_costs",
                field="file",
            )
        if len(self.files) + len(files) > MOST:
            raise Refused(
                "There are at most %(most)s receipts. Remove one first.",
                code="receipts",
                field="file",
                most=MOST,
            )
        added = [
            events.ReceiptAdded(
                receipt_id=file.receipt_id,
                part_id=self.id,
                case_id=paid.case_id,
                subject_id=paid.subject_id,
                media_type=file.media_type,
                size=file.size,
            )
            for file in files
        ]
        return [*added, *self._counted(len(self.files) + len(files), paid)] if added else []

    def remove(self, receipt_id: UUID, paid: Paid, *, reason: str) -> list[ReceiptEvent]:
        """Let one go, with its file; once."""
        if receipt_id in self.removed:
            return []
        if receipt_id not in (file.receipt_id for file in self.files):
            raise NotFound
        if not reason.strip():
            raise Invalid("Say why.", code="reason", missing=["reason"])
        removed = events.ReceiptRemoved(
            receipt_id=receipt_id,
            part_id=self.id,
            case_id=paid.case_id,
            subject_id=paid.subject_id,
            reason=reason.strip(),
        )
        return [removed, *self._counted(len(self.files) - 1, paid)]

    def evolve(self, event: ReceiptEvent) -> Self:
        match event:
            case events.ReceiptAdded():
                file = File(event.receipt_id, event.media_type, event.size)
                removed = tuple(each for each in self.removed if each != event.receipt_id)
                return replace(self, files=(*self.files, file), removed=removed)
            case events.ReceiptRemoved():
                files = tuple(each for each in self.files if each.receipt_id != event.receipt_id)
                return replace(self, files=files, removed=(*self.removed, event.receipt_id))
            case events.ReceiptsCounted():
                return self
            case _:
                assert_never(event)

    def _counted(self, receipts: int, paid: Paid) -> list[ReceiptEvent]:
        """Whoever pays a support person back hears how many there are."""
        if paid.volunteer_id is None:
            return []
        return [
            events.ReceiptsCounted(
                visit_id=self.id,
                case_id=paid.case_id,
                organisation=paid.organisation,
                volunteer_id=paid.volunteer_id,
                receipts=receipts,
            )
        ]
