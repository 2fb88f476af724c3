"""Visits with a support person: when, how long and at what cost, never what was done."""

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Uuid,
    delete,
)

from services.casework.visits.events import (
    ExpensesCorrected,
    ExpensesIncurred,
    VisitCorrected,
    VisitEnteredInError,
    VisitLogged,
)
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert

metadata = MetaData()
visits = Table(
    "visits",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False),
    Column("volunteer_id", Uuid, nullable=False, index=True),
    Column("held_on", Date, nullable=False),
    Column("status", String(20), nullable=False),
    Column("minutes", Integer, nullable=False),
)
expenses = Table(
    "expenses",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False),
    Column("volunteer_id", Uuid, nullable=False, index=True),
    Column("held_on", Date, nullable=False),
    Column("kilometres", Integer, nullable=False),
    Column("cents", Integer, nullable=False),
    Column("hours_away", Numeric(6, 2)),  # on a trip; NULL: none
)
visit_hours = Projection("hours", metadata)


@visit_hours.on(VisitLogged, VisitCorrected)
def count(db: Connection, event: VisitLogged | VisitCorrected) -> None:
    if event.volunteer_id is None:
        return  # somebody of the team met the family
    values = {name: getattr(event, name) for name in ("case_id", "volunteer_id", "held_on")}
    values |= {"status": event.status, "minutes": event.minutes}
    upsert(db, visits, {"visit_id": event.visit_id}, values)


@visit_hours.on(VisitEnteredInError)
def take_out(db: Connection, event: VisitEnteredInError) -> None:
    for table in (visits, expenses):
        db.execute(delete(table).where(table.c.visit_id == event.visit_id))


@visit_hours.on(ExpensesIncurred, ExpensesCorrected)
def note_expenses(db: Connection, event: ExpensesIncurred | ExpensesCorrected) -> None:
    """What was said last holds."""
    values = {name: getattr(event, name) for name in ("case_id", "volunteer_id", "held_on")}
    values |= {"kilometres": event.kilometres, "cents": round(event.costs * 100)}
    values |= {"hours_away": event.hours_away}
    upsert(db, expenses, {"visit_id": event.visit_id}, values)
