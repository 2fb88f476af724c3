"""What a service does by the clock, and when it last did: for whoever watches that it is done.

The row outlives the process, so that one which starts again and again before its time comes does
not look as if all were well.
"""

from datetime import datetime

from sqlalchemy import Column, Integer, MetaData, Row, String, Table, select

from shared.database.columns import UtcDateTime
from shared.database.engine import Database
from shared.database.upsert import insert_new, upsert

RETENTION = "retention"  # what has been kept to the end of its time is erased
AUDIT = "audit"  # the service's access log against its own chain and signed ends
AUDIT_OF_ALL = "audit of all"  # also against what the other services keep of them
BACKUP = "backup"

metadata = MetaData()
duties = Table(
    "duties",
    metadata,
    Column("duty", String(40), primary_key=True),
    Column("since", UtcDateTime, nullable=False),  # when it was last done, or first to be done
    Column("findings", Integer),  # of the last time; NULL: not done once so far
)


def expect(database: Database, duty: str, now: datetime) -> None:
    """From now on this is to be done here; nothing where that is known."""
    with database.writing() as db:
        insert_new(db, duties, {"duty": duty, "since": now})


def done(database: Database, duty: str, now: datetime, *, findings: int = 0) -> None:
    """Note that it was done, and how much it found wrong."""
    values = {"since": now, "findings": findings}
    with database.writing() as db:
        upsert(db, duties, {"duty": duty}, values)


def states(database: Database) -> dict[str, Row[tuple[object, ...]]]:
    """Every duty by its name."""
    with database.reading() as db:
        return {row.duty: row for row in db.execute(select(duties).order_by(duties.c.duty))}
