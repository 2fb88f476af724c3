"""The messages of a case as one reader may read them, and who has read which."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from services.casework.cases.domain import Case
from services.casework.cases.policy import reads_note
from services.casework.matches import queries as matches
from services.casework.messages.policy import MessagesView, writes
from services.casework.messages.projections import messages
from services.common.codes import Impression
from services.common.days import day_of
from shared import inbox
from shared.identity.principals import Principal
from shared.kernel.sealing import opened
from shared.work import Work


@dataclass(frozen=True)
class ReadMessage:
    """One message, its text opened."""

    id: UUID
    by: str  # id of a principal
    by_supporter: bool
    at: datetime
    is_worry: bool
    visit_id: UUID | None
    impression: Impression | None
    text: str
    readers: tuple[str, ...]  # ids of the people who have read the case since, writers apart


def messages_view(work: Work, who: Principal, case_id: UUID) -> MessagesView:
    """The case to whose messages this reader belongs; raises `NotFound` for others."""
    case, version = work.load(Case(case_id))
    support = matches.support_by(work.db, who.id, case_id)
    view = MessagesView(case, version, support.volunteer_id if support else None)
    writes.check(who, view)
    return view


def of_case(work: Work, who: Principal, view: MessagesView) -> list[ReadMessage]:
    """Its messages, newest first; a support person's own alone."""
    query = select(messages).where(messages.c.case_id == view.case.id)
    if not view.is_staff(who):
        query = query.where(messages.c.volunteer_id == view.volunteer_id)
    rows = work.db.execute(query.order_by(messages.c.at.desc(), messages.c.message_id)).all()
    read_at = inbox.read_at(work.db, view.case.id)
    return [
        ReadMessage(
            id=row.message_id,
            by=row.by,
            by_supporter=row.by_supporter,
            at=row.at,
            is_worry=row.is_worry,
            visit_id=row.visit_id,
            impression=_impression(opened(row.impression, work.sealing)),
            text=opened(row.text, work.sealing) or "",
            readers=tuple(
                str(reader)
                for reader, at in read_at.items()
                if at >= row.at and str(reader) != row.by
            ),
        )
        for row in rows
        if reads_note(who, view.case, day_of(row.at), by=row.by)
    ]


def _impression(value: str | None) -> Impression | None:
    return Impression(value) if value else None
