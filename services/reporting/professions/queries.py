"""The contacts that an organisation's teams have held."""

from uuid import UUID

from sqlalchemy import Connection, select

from services.common.codes import VisitStatus
from services.reporting.facts.projections import visit_facts
from services.reporting.indicators.months import Period


def contacts(db: Connection, period: Period, *, of: UUID) -> set[tuple[UUID, str]]:
    """Of which case with which profession, held in the period."""
    c = visit_facts.c
    query = select(c.case_id, c.profession).where(
        c.organisation == of,
        c.profession.is_not(None),
        c.status == VisitStatus.HELD,
        c.held_on.between(period.starts_on, period.ends_on),
    )
    return {(row.case_id, row.profession) for row in db.execute(query)}
