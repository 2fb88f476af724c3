"""What was counted of an organisation's support persons, or of everybody's."""

from uuid import UUID

from sqlalchemy import Connection, select

from services.reporting.disclosure.cells import ALL
from services.reporting.figures.domain import ReportQuery
from services.reporting.surveyed.projections import survey_facts
from services.reporting.surveyed.rules import Experience, Surveyed, of_one, of_region


def experiences(
    db: Connection, query: ReportQuery, *, of: UUID | None, as_published: bool
) -> tuple[Experience, ...]:
    """Of its own support persons or, once there is an edition, of everybody's; not by place."""
    if (query.place, query.programme) != (ALL, ALL):
        return ()
    if of is not None:
        return tuple(of_one(surveyed(db, of=of), query.period))
    return tuple(of_region(surveyed(db), query.period)) if as_published else ()


def surveyed(db: Connection, *, of: UUID | None = None) -> list[Surveyed]:
    """Of all organisations where none is named."""
    c = survey_facts.c
    query = select(c.organisation, c.month, c.question, c.answers, c.yes)
    if of is not None:
        query = query.where(c.organisation == of)
    rows = db.execute(query.order_by(c.organisation, c.month, c.question))
    return [Surveyed(*row) for row in rows]
