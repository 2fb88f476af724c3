"""Descriptions that are offered today, one row each; the guide reads them."""

from sqlalchemy import JSON, Column, Connection, MetaData, Table, Uuid, delete

from services.referral.ptv.events import DescriptionEnded, DescriptionTakenOver
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert
from shared.kernel.codec import to_json

metadata = MetaData()
descriptions = Table(
    "service_descriptions",
    metadata,
    Column("description_id", Uuid, primary_key=True),
    Column("content", JSON, nullable=False),  # the event that says it
)
described = Projection("service descriptions", metadata)


@described.on(DescriptionTakenOver)
def show(db: Connection, event: DescriptionTakenOver) -> None:
    upsert(db, descriptions, {"description_id": event.description_id}, {"content": to_json(event)})


@described.on(DescriptionEnded)
def take_away(db: Connection, event: DescriptionEnded) -> None:
    db.execute(delete(descriptions).where(descriptions.c.description_id == event.description_id))
