"""Approvals without a second person, as the data protection officer reads them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from services.common import catalogue
from services.common.people import names
from services.volunteers.approval.projections import lone_approvals
from shared.identity.principals import Principal
from shared.kernel.sealing import opened
from shared.work import Work


@dataclass(frozen=True)
class LoneApproval:
    volunteer_id: UUID
    approved_on: date
    organisation: str
    programme: str
    by: str
    reason: str  # empty once the person has been erased


def approved_alone(work: Work, who: Principal, *, locale: str) -> list[LoneApproval]:
    """All of the officer's organisation, of everybody for the region's; the newest first."""
    query = select(lone_approvals).order_by(lone_approvals.c.approved_on.desc())
    if who.organisation is not None:
        query = query.where(lone_approvals.c.organisation == who.organisation)
    name, homes = names(work), catalogue.all_organisations(work.db)
    programmes = catalogue.names_of_programmes(work.db, locale)
    return [
        LoneApproval(
            volunteer_id=row.volunteer_id,
            approved_on=row.approved_on,
            organisation=homes[row.organisation].name if row.organisation in homes else "–",
            programme=programmes.get(row.programme, row.programme),
            by=name(row.approved_by) or "–",
            reason=opened(row.reason, work.sealing) or "",
        )
        for row in work.db.execute(query)
    ]
