"""What a projection makes of events: its handlers run on tables of their own, one call each."""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, Engine, select

from services.common.deadlines.projections import deadlines
from shared.consumer.subscription import Projection
from shared.kernel.events import kind_of


def follow(db: Connection, projection: Projection, events: Iterable[Any]) -> None:
    for event in events:
        projection.call(db, event, SimpleNamespace(name=kind_of(event).name))  # type: ignore[arg-type]


def waiting(engine: Engine, projection: Projection, *happened: Any) -> dict[str, Any]:
    """Until when what is due, by kind, after all that; what is met or stopped is not there."""
    with engine.begin() as db:
        projection.create(db)
        follow(db, projection, happened)
        rows = db.execute(select(deadlines).where(deadlines.c.met_on.is_(None))).all()
        for metadata in projection.all_metadata:
            metadata.drop_all(db)
    return {row.kind: row.due_on for row in rows}
