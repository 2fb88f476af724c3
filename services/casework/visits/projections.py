"""The visits of each case, for its chart and lists: one row a visit, either half first."""

from typing import Any

from sqlalchemy import Column, Connection, Date, Index, Integer, MetaData, String, Table, Uuid

from services.casework.visits import events
from services.common.retention import CASE
from shared.columns import Personal
from shared.subscription import Projection
from shared.upsert import upsert

metadata = MetaData()
OF_SUBJECT: dict[str, Any] = {"of": "subject_id", "retention": CASE}

visits = Table(
    "visits",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False),
    Column("held_on", Date),  # NULL for the moment between the two events of a visit
    Column("kind", String(10)),
    Column("status", String(10)),
    Column("minutes", Integer),
    Column("present", Integer),
    Column("volunteer_id", Uuid),  # NULL: somebody of the team
    Column("began_at", String(5)),
    Column("subject_id", Uuid),  # NULL: nothing was noted
    Column("activities", Personal(**OF_SUBJECT)),
    Column("impression", Personal(**OF_SUBJECT)),
    Column("notes", Personal(**OF_SUBJECT)),
    Index("visits_case", "case_id", "held_on"),
)

visit_list = Projection("visits", metadata)


@visit_list.on(events.VisitLogged)
def list_it(db: Connection, event: events.VisitLogged) -> None:
    said = {
        "case_id": event.case_id,
        "held_on": event.held_on,
        "kind": event.kind,
        "status": event.status,
        "minutes": event.minutes,
        "present": event.present,
        "volunteer_id": event.volunteer_id,
    }
    upsert(db, visits, {"visit_id": event.visit_id}, said)


@visit_list.on(events.VisitNoted)
def note_it(db: Connection, event: events.VisitNoted) -> None:
    said = {
        "case_id": event.case_id,
        "subject_id": event.subject_id,
        "began_at": event.began_at,
        "activities": event.activities,
        "impression": event.impression,
        "notes": event.notes,
    }
    upsert(db, visits, {"visit_id": event.visit_id}, said)
