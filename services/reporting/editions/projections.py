"""The shelf of editions: one row each, its cells as one text that is read whole."""

import json

from sqlalchemy import Column, Connection, Date, MetaData, String, Table, Text, Uuid, insert

from services.reporting.editions.events import EditionPublished
from shared.consumer.subscription import Projection
from shared.database.columns import UtcDateTime
from shared.kernel.codec import to_json

metadata = MetaData()
editions = Table(
    "editions",
    metadata,
    Column("edition_id", Uuid, primary_key=True),
    Column("month", String(7), nullable=False, unique=True),  # the month that it closed
    Column("published_on", Date, nullable=False),
    Column("published_at", UtcDateTime, nullable=False),
    Column("content", Text, nullable=False),  # JSON: reached, cells, spreads, places
)
shelf = Projection("editions", metadata)


@shelf.on(EditionPublished)
def put_on_the_shelf(db: Connection, event: EditionPublished) -> None:
    content = {
        "reached": event.reached,
        "cells": event.cells,
        "spreads": event.spreads,
        "places": event.places,
    }
    db.execute(
        insert(editions).values(
            edition_id=event.edition_id,
            month=event.month,
            published_on=event.published_on,
            published_at=event.published_at,
            content=json.dumps(to_json(content), separators=(",", ":")),
        )
    )
