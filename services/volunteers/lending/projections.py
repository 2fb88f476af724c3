"""Lendings as lists read them: each is a row of both organisations."""

from sqlalchemy import Column, Connection, Date, MetaData, String, Table, Uuid, update

from services.volunteers.lending import events
from services.volunteers.lending.domain import LoanStatus
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert

metadata = MetaData()
loans = Table(
    "loans",
    metadata,
    Column("loan_id", Uuid, primary_key=True),
    Column("lender", Uuid, nullable=False, index=True),
    Column("borrower", Uuid, nullable=False, index=True),
    Column("volunteer_id", Uuid, index=True),  # NULL: nobody was named yet
    Column("programme", String(60), nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("status", String(20), nullable=False),
)
loan_list = Projection("loans", metadata)
TERMS = ("lender", "borrower", "programme", "starts_on", "ends_on")


@loan_list.on(events.LoanAsked, events.LoanOffered)
def begin(db: Connection, event: events.LoanAsked | events.LoanOffered) -> None:
    values = {name: getattr(event, name) for name in TERMS}
    if isinstance(event, events.LoanOffered):
        values |= {"volunteer_id": event.volunteer_id, "status": LoanStatus.OFFERED}
    else:
        values["status"] = LoanStatus.ASKED
    upsert(db, loans, {"loan_id": event.loan_id}, values)


@loan_list.on(events.LoanAnswered, events.LoanAgreed, events.LoanEnded)
def move(db: Connection, event: events.LoanAnswered | events.LoanAgreed | events.LoanEnded) -> None:
    match event:
        case events.LoanAnswered(given=given):
            status = LoanStatus.WILLING if given else LoanStatus.DECLINED
        case events.LoanAgreed():
            status = LoanStatus.AGREED
        case _:
            status = LoanStatus.ENDED
    db.execute(update(loans).where(loans.c.loan_id == event.loan_id).values(status=status))
