"""Payment runs as lists read them: sums and days, nobody's name or account."""

from sqlalchemy import Column, Connection, Date, Integer, MetaData, String, Table, Uuid, update

from services.common.codes import PaymentStatus
from services.volunteers.payments import events
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert

metadata = MetaData()
payments = Table(
    "payments",
    metadata,
    Column("payment_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False, index=True),
    Column("status", String(20), nullable=False),
    Column("pays_on", Date, nullable=False),
    Column("paid_on", Date),  # the bank's day; NULL: not paid
    Column("people", Integer, nullable=False),
    Column("cents", Integer, nullable=False),
)
payment_list = Projection("payments", metadata)


@payment_list.on(events.PaymentDrawnUp)
def draw_up(db: Connection, event: events.PaymentDrawnUp) -> None:
    values = {"organisation": event.organisation, "pays_on": event.pays_on}
    values |= {"status": PaymentStatus.DRAWN_UP, "people": 0, "cents": 0}
    upsert(db, payments, {"payment_id": event.payment_id}, values)


@payment_list.on(events.PaymentLineAdded)
def add_line(db: Connection, event: events.PaymentLineAdded) -> None:
    c = payments.c
    more = {"people": c.people + 1, "cents": c.cents + event.cents}
    db.execute(update(payments).where(c.payment_id == event.payment_id).values(more))


@payment_list.on(events.PaymentPaid)
def pay(db: Connection, event: events.PaymentPaid) -> None:
    values = {"status": PaymentStatus.PAID, "paid_on": event.on}
    is_it = payments.c.payment_id == event.payment_id
    db.execute(update(payments).where(is_it).values(values))


@payment_list.on(events.PaymentCalledOff)
def call_off(db: Connection, event: events.PaymentCalledOff) -> None:
    is_it = payments.c.payment_id == event.payment_id
    db.execute(update(payments).where(is_it).values(status=PaymentStatus.CALLED_OFF))
