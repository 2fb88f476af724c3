"""Entries of a case's book, each a stream of its own.

What others may know of one is its kind, its day, whose work somebody does, and what it cost.
What was said, and by whom, is private and sealed for the case's person.
"""

from datetime import date
from decimal import Decimal
from uuid import UUID

from services.common.codes import Circle, CostKind, EntryKind, EntryStatus, Party
from services.common.retention import CASE
from shared.kernel.events import event, personal


@event("entry.recorded", public=True)
class EntryRecorded:
    entry_id: UUID
    case_id: UUID
    organisation: UUID  # the provider
    kind: EntryKind
    held_on: date
    status: EntryStatus
    minutes: int
    by_supporter: bool  # a support person said so; else somebody of the team
    party: Party | None = None
    cost_kind: CostKind | None = None
    costs: Decimal = Decimal(0)  # euros


@event("entry.noted")
class EntryNoted:
    """What it says; a note that follows holds instead of the last."""

    entry_id: UUID
    case_id: UUID
    subject_id: UUID
    circle: Circle
    for_family: bool
    began_at: str | None = None  # "15:00", Finnish time
    agreed_on: date | None = None  # when a crisis meeting was agreed with whoever pays
    whom: str = personal(of="subject_id", retention=CASE, default="")
    text: str = personal(of="subject_id", retention=CASE, default="")
    outcome: str = personal(of="subject_id", retention=CASE, default="")


@event("entry.settled", public=True)
class EntrySettled:
    """What came of something that was planned."""

    entry_id: UUID
    case_id: UUID
    organisation: UUID
    kind: EntryKind
    held_on: date
    status: EntryStatus


@event("entry.corrected", public=True)
class EntryCorrected:
    """What holds instead of what was said before."""

    entry_id: UUID
    case_id: UUID
    organisation: UUID
    kind: EntryKind
    held_on: date
    status: EntryStatus
    minutes: int
    by_supporter: bool
    party: Party | None = None
    cost_kind: CostKind | None = None
    costs: Decimal = Decimal(0)  # euros


@event("entry.entered_in_error", public=True)
class EntryEnteredInError:
    """It never was: no figure counts it from now on."""

    entry_id: UUID
    case_id: UUID
    organisation: UUID


@event("entry.correction_explained")
class EntryCorrectionExplained:
    entry_id: UUID
    case_id: UUID
    subject_id: UUID
    reason: str = personal(of="subject_id", retention=CASE)


EntryEvent = (
    EntryRecorded
    | EntryNoted
    | EntrySettled
    | EntryCorrected
    | EntryEnteredInError
    | EntryCorrectionExplained
)
