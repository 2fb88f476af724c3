"""What is done with a summary that came. Each function runs in the caller's one transaction."""

from datetime import date
from uuid import UUID

from services.referral.referrals.domain import Referral
from services.referral.summaries.domain import SentSummary
from services.referral.summaries.events import SummaryArrived, SummaryRead
from shared.kernel.aggregate import NotYet
from shared.work import Work


def arrive(work: Work, summary_id: UUID, *, referral_id: UUID, edition: int, on: date) -> None:
    """Note that the sender has a summary to read."""
    received = work.load(Referral(referral_id))[0].received
    if received is None:
        raise NotYet(f"Referral {referral_id} is not here yet.")
    event = SummaryArrived(
        summary_id=summary_id,
        referral_id=referral_id,
        sender=received.sender,
        edition=edition,
        on=on,
    )
    work.change(SentSummary(summary_id), lambda s: s.arrive(event))


def note_reading(
    work: Work, summary_id: UUID, *, case_id: UUID, edition: int, organisation: UUID
) -> None:
    """Note that somebody of the sender has read it; once for each edition."""
    event = SummaryRead(
        summary_id=summary_id,
        case_id=case_id,
        edition=edition,
        organisation=organisation,
        on=work.today,
    )
    work.change(SentSummary(summary_id), lambda s: s.note_reading(event))
