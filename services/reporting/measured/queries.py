"""What was measured in an organisation, each with the municipality of its referral."""

from uuid import UUID

from sqlalchemy import Connection, select

from services.reporting.facts.projections import referral_facts
from services.reporting.measured.projections import measurement_facts
from services.reporting.measured.rules import Measured


def measured(db: Connection, *, of: UUID) -> list[Measured]:
    c = measurement_facts.c
    query = select(
        c.case_id,
        c.programme,
        c.indicator,
        c.value,
        c.measured_on,
        referral_facts.c.municipality,
    ).outerjoin(referral_facts, referral_facts.c.case_id == c.case_id)
    rows = db.execute(query.where(c.organisation == of).order_by(c.measured_on, c.measurement_id))
    return [Measured(*row) for row in rows]
