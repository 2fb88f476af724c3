"""The boxes of answers to open events: no history can make them anew, and none shall.

One sealed row for an event, written anew with each answer. A rebuild leaves the boxes.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, MetaData, Table, Uuid, delete, select, update

from services.common.retention import CONTACT
from shared.database.columns import Personal
from shared.database.upsert import insert_new
from shared.kernel.sealing import Sealed

metadata = MetaData()
boxes = Table(
    "opinion_boxes",
    metadata,
    Column("happening_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False),
    Column("content", Personal(of="happening_id", retention=CONTACT)),  # NULL: nothing yet
)


def locked(db: Connection, happening_id: UUID, organisation: UUID) -> Any:
    """What is in the box, sealed; until the transaction ends nobody else changes it."""
    new = {"happening_id": happening_id, "organisation": organisation, "content": None}
    insert_new(db, boxes, new)
    query = select(boxes.c.content).where(boxes.c.happening_id == happening_id)
    return db.execute(query.with_for_update()).scalar()


def content(db: Connection, happening_id: UUID) -> Any:
    """The same, only to look; None where there is no box."""
    query = select(boxes.c.content).where(boxes.c.happening_id == happening_id)
    return db.execute(query).scalar()


def put(db: Connection, happening_id: UUID, content: Any) -> None:
    is_it = boxes.c.happening_id == happening_id
    db.execute(update(boxes).where(is_it).values(content=Sealed(content)))


def remove(db: Connection, happening_id: UUID) -> None:
    db.execute(delete(boxes).where(boxes.c.happening_id == happening_id))
