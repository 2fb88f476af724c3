"""The files themselves. They are written by commands, and no history can make them anew.

So they are no projection: a rebuild leaves them, erasing a person takes them. Receipts came first,
so that table and key are called after them; documents of a case lie beside them.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, MetaData, Table, Uuid, delete, insert, select

from services.common.retention import CASE
from shared.database.columns import Personal
from shared.kernel.sealing import Sealed

OF_SUBJECT: dict[str, Any] = {"of": "subject_id", "retention": CASE}
kept_metadata = MetaData()

bodies = Table(
    "receipt_bodies",
    kept_metadata,
    Column("receipt_id", Uuid, primary_key=True),  # of the receipt or document
    Column("case_id", Uuid, nullable=False),
    Column("subject_id", Uuid, nullable=False, index=True),
    Column("body", Personal(**OF_SUBJECT), nullable=False),
)


def keep(db: Connection, file_id: UUID, *, case_id: UUID, subject_id: UUID, body: Any) -> None:
    values = {"case_id": case_id, "subject_id": subject_id, "body": Sealed(body)}
    db.execute(insert(bodies).values(receipt_id=file_id, **values))


def body(db: Connection, file_id: UUID) -> Any:
    """The sealed file; None when it is gone."""
    return db.execute(select(bodies.c.body).where(bodies.c.receipt_id == file_id)).scalar()


def drop(db: Connection, file_id: UUID) -> None:
    db.execute(delete(bodies).where(bodies.c.receipt_id == file_id))


def drop_of(db: Connection, subject_id: UUID) -> None:
    """All of a person, when they are erased."""
    db.execute(delete(bodies).where(bodies.c.subject_id == subject_id))
