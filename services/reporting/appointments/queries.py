"""The appointments of an organisation's families of which support persons wrote."""

from uuid import UUID

from sqlalchemy import Connection, select

from services.common.codes import EntryStatus
from services.reporting.appointments.projections import appointment_facts
from services.reporting.appointments.rules import DatedAppointment
from services.reporting.facts.projections import case_facts, referral_facts


def reminded(db: Connection, *, of: UUID) -> list[DatedAppointment]:
    """All of them, with the programme and place of their cases."""
    a, r = appointment_facts.c, referral_facts.c
    query = (
        select(a.held_on, a.status, r.programme, r.municipality)
        .join(case_facts, case_facts.c.case_id == a.case_id)
        .join(referral_facts, r.case_id == a.case_id)
        .where(a.organisation == of, a.by_supporter.is_(True))
    )
    return [
        DatedAppointment(row.held_on, EntryStatus(row.status), row.programme, row.municipality)
        for row in db.execute(query)
    ]
