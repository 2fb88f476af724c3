"""What has happened to a summary. Each is a history of its own, so that writing waits for nobody.

That it was sent is public: its period and counts. What it says goes to the referral service alone,
sealed for the supported person, where the sender reads it.
"""

from datetime import date
from uuid import UUID

from services.common.codes import DisclosureLevel, SummaryStatus
from services.common.retention import CASE
from services.common.summaries.domain import Digest, Written
from shared.kernel.events import event, personal


@event("summary.begun")
class SummaryBegun:
    summary_id: UUID
    case_id: UUID
    organisation: UUID
    writer: UUID | None = None  # None: one of our own processes
    since: date  # the period; both days are within it
    until: date
    on: date


@event("summary.written")
class SummaryWritten:
    """The draft as it stands now."""

    summary_id: UUID
    case_id: UUID
    subject_id: UUID
    organisation: UUID
    since: date
    until: date
    written: Written = personal(of="subject_id", retention=CASE)


@event("summary.handed_over")
class SummaryHandedOver:
    """It waits for approval, with what the book held that day."""

    summary_id: UUID
    case_id: UUID
    subject_id: UUID
    organisation: UUID
    edition: int  # 1; one more with each correction
    writer: UUID | None = None  # who hands it over, and hears if it comes back
    on: date
    digest: Digest = personal(of="subject_id", retention=CASE)


@event("summary.returned")
class SummaryReturned:
    """The coordinator asks for something to be changed first."""

    summary_id: UUID
    case_id: UUID
    subject_id: UUID
    organisation: UUID
    writer: UUID | None = None  # whose it is again
    on: date
    reason: str = personal(of="subject_id", retention=CASE)


@event("summary.approved")
class SummaryApproved:
    summary_id: UUID
    case_id: UUID
    organisation: UUID
    edition: int
    since: date
    until: date
    by_writer: bool = False  # whoever handed it over approved it too
    on: date


@event("summary.sent", public=True)
class SummarySent:
    """The sender may read it now: its period and counts."""

    summary_id: UUID
    case_id: UUID
    referral_id: UUID
    programme: str
    organisation: UUID
    edition: int
    since: date
    until: date
    held: int  # visits and other contacts within the period
    minutes: int
    on: date


@event("summary.disclosed", to=("referral",))
class SummaryDisclosed:
    """What it says, for the sender to read; told at disclosure level L2 and above alone."""

    summary_id: UUID
    case_id: UUID
    referral_id: UUID
    subject_id: UUID
    organisation: UUID
    programme: str
    programme_version: int
    edition: int
    since: date
    until: date
    on: date
    level: DisclosureLevel
    digest: Digest = personal(of="subject_id", retention=CASE)
    written: Written = personal(of="subject_id", retention=CASE)
    reason: str = personal(of="subject_id", retention=CASE, default="")  # of a correction


@event("summary.correction_begun")
class CorrectionBegun:
    """An approved one is to be put right: it stays readable, and a new edition is a draft."""

    summary_id: UUID
    case_id: UUID
    subject_id: UUID
    organisation: UUID
    edition: int  # the new one
    writer: UUID | None = None
    on: date
    reason: str = personal(of="subject_id", retention=CASE)


@event("summary.discarded")
class SummaryDiscarded:
    """A draft that nobody needs; of a correction, the edition before holds as it was."""

    summary_id: UUID
    case_id: UUID
    organisation: UUID
    edition: int
    status: SummaryStatus  # what holds now: discarded, or as the edition before left it
    since: date  # of what holds
    until: date
    on: date


SummaryEvent = (
    SummaryBegun
    | SummaryWritten
    | SummaryHandedOver
    | SummaryReturned
    | SummaryApproved
    | SummarySent
    | SummaryDisclosed
    | CorrectionBegun
    | SummaryDiscarded
)
