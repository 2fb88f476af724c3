"""The boxes of answers that wait to be counted: no history can make them anew, and none shall.

One sealed row for an organisation, written anew with each answer: no row of its own, no moment
and no order tells of one answer. A rebuild leaves the boxes.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, MetaData, Table, Uuid, select, update

from services.common.retention import VOLUNTEER
from shared.database.columns import Personal
from shared.database.upsert import insert_new
from shared.kernel.sealing import Sealed

metadata = MetaData()
boxes = Table(
    "survey_boxes",
    metadata,
    Column("organisation", Uuid, primary_key=True),
    Column("content", Personal(of="organisation", retention=VOLUNTEER)),  # NULL: nothing yet
)


def locked(db: Connection, organisation: UUID) -> Any:
    """What is in the box, sealed; until the transaction ends nobody else changes it."""
    insert_new(db, boxes, {"organisation": organisation, "content": None})
    query = select(boxes.c.content).where(boxes.c.organisation == organisation)
    return db.execute(query.with_for_update()).scalar()


def put(db: Connection, organisation: UUID, content: Any) -> None:
    is_it = boxes.c.organisation == organisation
    db.execute(update(boxes).where(is_it).values(content=Sealed(content)))


def all_of_them(db: Connection) -> list[UUID]:
    """The organisations that have a box."""
    return list(db.execute(select(boxes.c.organisation)).scalars())
