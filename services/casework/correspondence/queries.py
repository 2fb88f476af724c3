"""What sender and provider have written about a case, for whoever may open it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from services.casework.correspondence.projections import messages
from shared.kernel.sealing import opened
from shared.work import Work


@dataclass(frozen=True)
class ReferralMessage:
    id: UUID
    referral_id: UUID
    organisation: UUID | None  # None: the family itself wrote it
    text: str
    sent_at: datetime


def messages_of(work: Work, case_id: UUID) -> list[ReferralMessage]:
    """The messages since acceptance, newest first."""
    query = select(messages).where(messages.c.case_id == case_id)
    rows = work.db.execute(query.order_by(messages.c.sent_at.desc(), messages.c.message_id)).all()
    return [
        ReferralMessage(
            row.message_id,
            row.referral_id,
            row.organisation,
            opened(row.text, work.sealing) or "",
            row.sent_at,
        )
        for row in rows
    ]
