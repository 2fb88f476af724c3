"""What comes first in which year as it was agreed, and which proposals wait for whose answer."""

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    Index,
    Integer,
    MetaData,
    Table,
    Uuid,
    delete,
    insert,
)

from services.referral.partnerships import events
from shared.consumer.subscription import Projection
from shared.kernel.codec import to_json

metadata = MetaData()
emphases = Table(
    "emphases",
    metadata,
    Column("emphasis_id", Uuid, primary_key=True),
    Column("agreement_id", Uuid, nullable=False),
    Column("year", Integer, nullable=False),
    Column("version", Integer, nullable=False),  # the highest of a year counts
    Column("emphasis", JSON, nullable=False),
    Column("agreed_on", Date, nullable=False),
    Index("emphases_year", "agreement_id", "year"),
)
waiting = Table(
    "waiting_emphases",
    metadata,
    Column("emphasis_id", Uuid, primary_key=True),
    Column("agreement_id", Uuid, nullable=False),
    Column("organisation", Uuid, nullable=False),  # which has proposed it
    Column("waits_for", Uuid, nullable=False, index=True),
    Column("year", Integer, nullable=False),
    Column("proposed_on", Date, nullable=False),
)
partnerships = Projection("partnerships", metadata)


@partnerships.on(events.EmphasisProposed)
def ask(db: Connection, event: events.EmphasisProposed) -> None:
    if event.counters is not None:
        db.execute(delete(waiting).where(waiting.c.emphasis_id == event.counters))
    db.execute(
        insert(waiting).values(
            emphasis_id=event.emphasis_id,
            agreement_id=event.agreement_id,
            organisation=event.organisation,
            waits_for=event.waits_for,
            year=event.emphasis.year,
            proposed_on=event.on,
        )
    )


@partnerships.on(events.EmphasisAgreed)
def keep(db: Connection, event: events.EmphasisAgreed) -> None:
    _answer(db, event)
    db.execute(
        insert(emphases).values(
            emphasis_id=event.emphasis_id,
            agreement_id=event.agreement_id,
            year=event.emphasis.year,
            version=event.version,
            emphasis=to_json(event.emphasis),
            agreed_on=event.on,
        )
    )


@partnerships.on(events.EmphasisDeclined, events.EmphasisWithdrawn)
def drop(db: Connection, event: events.EmphasisDeclined | events.EmphasisWithdrawn) -> None:
    _answer(db, event)


def _answer(
    db: Connection,
    event: events.EmphasisAgreed | events.EmphasisDeclined | events.EmphasisWithdrawn,
) -> None:
    db.execute(delete(waiting).where(waiting.c.emphasis_id == event.emphasis_id))
