"""Claims as lists read them: one row a visit, its balance folded as the claim itself folds it."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Index,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    Uuid,
    insert,
    select,
    update,
)

from services.common.codes import ClaimStatus
from services.common.retention import EXPENSES
from services.volunteers.expenses import events
from services.volunteers.expenses.rules import Balance
from shared.consumer.subscription import Projection
from shared.database.columns import Personal

metadata = MetaData()
claims = Table(
    "expense_claims",
    metadata,
    Column("claim_id", Uuid, primary_key=True),  # of the visit
    Column("case_id", Uuid, nullable=False),
    Column("organisation", Uuid, nullable=False),
    Column("volunteer_id", Uuid, nullable=False, index=True),
    Column("held_on", Date, nullable=False),
    Column("kilometres", Integer, nullable=False),  # claimed
    Column("costs", Integer, nullable=False),  # claimed; cents
    Column("whole_days", Integer),  # of allowance, claimed; NULL: none, as in the three that follow
    Column("part_days", Integer),
    Column("free_meals", Boolean),
    Column("approved_days", Integer),
    Column("status", String(20), nullable=False),
    Column("due", Integer, nullable=False),  # cents to be put in a payment run; below nil: too much
    Column("decision", String(20), nullable=False),
    Column("is_empty", Boolean, nullable=False),
    Column("approved", Integer, nullable=False),  # cents, as the three that follow
    Column("approved_kilometres", Integer, nullable=False),
    Column("booked", Integer, nullable=False),
    Column("paid", Integer, nullable=False),
    Column("payment_id", Uuid),  # of the run that goes on; NULL: it stands on none
    Column("paid_on", Date),  # the last time; NULL: never
    Column("reason", Personal(of="volunteer_id", retention=EXPENSES)),  # of the last decision
    Index("expense_claims_of", "organisation", "status", "held_on"),
)
OF_DAYS = ("whole_days", "part_days", "free_meals")
claim_list = Projection("expenses", metadata)


@claim_list.on(events.ClaimMade)
def claim(db: Connection, event: events.ClaimMade) -> None:
    names = ("case_id", "organisation", "volunteer_id", "held_on", "kilometres", "costs", *OF_DAYS)
    _fold(db, event, **{name: getattr(event, name) for name in names})


@claim_list.on(events.ClaimApproved)
def approve(db: Connection, event: events.ClaimApproved) -> None:
    approved = {"approved_kilometres": event.kilometres, "approved_days": event.days}
    _fold(db, event, reason=event.reason, **approved)


@claim_list.on(events.ClaimReturned, events.ClaimRefused)
def turn_down(db: Connection, event: events.ClaimReturned | events.ClaimRefused) -> None:
    _fold(db, event, reason=event.reason)


@claim_list.on(events.ClaimPutInPayment, events.ClaimReleased)
def book(db: Connection, event: events.ClaimPutInPayment | events.ClaimReleased) -> None:
    _fold(db, event)


@claim_list.on(events.ClaimPaid)
def pay(db: Connection, event: events.ClaimPaid) -> None:
    _fold(db, event, paid_on=event.on)


def _fold(db: Connection, event: events.ClaimEvent, **values: Any) -> None:
    row = db.execute(select(claims).where(claims.c.claim_id == event.claim_id)).one_or_none()
    balance = _balance(row).evolve(event)
    if row is None or balance.is_empty:
        values |= {"approved_kilometres": 0, "approved_days": 0}
    folded = asdict(balance) | {"status": balance.status, "due": balance.due}
    if row is None:
        db.execute(insert(claims).values(claim_id=event.claim_id, **folded | values))
    else:
        is_it = claims.c.claim_id == event.claim_id
        db.execute(update(claims).where(is_it).values(folded | values))


def _balance(row: Row[Any] | None) -> Balance:
    if row is None:
        return Balance()
    return Balance(
        decision=ClaimStatus(row.decision),
        is_empty=row.is_empty,
        approved=row.approved,
        booked=row.booked,
        payment_id=row.payment_id,
        paid=row.paid,
    )
