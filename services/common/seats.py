"""Who is on the team of a case, as casework tells it: whoever else of the provider knows no names.

A seat is one in the provider's organisation and ends with leaving it, so a reader's organisation
is always compared as well.
"""

from uuid import UUID

from sqlalchemy import Column, Connection, Index, MetaData, String, Table, Uuid, delete, select

from services.casework.cases.events import WorkerAssigned, WorkerReleased
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert

metadata = MetaData()
table = Table(
    "seats",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("role", String(20), nullable=False),
    Index("seats_person", "person_id"),
)
seats = Projection("seats", metadata)


@seats.on(WorkerAssigned)
def take_seat(db: Connection, event: WorkerAssigned) -> None:
    key = {"case_id": event.case_id, "person_id": event.person_id}
    upsert(db, table, key, {"role": event.role})


@seats.on(WorkerReleased)
def leave_seat(db: Connection, event: WorkerReleased) -> None:
    is_it = table.c.case_id == event.case_id, table.c.person_id == event.person_id
    db.execute(delete(table).where(*is_it))


def team_of(db: Connection, case_id: UUID | None) -> frozenset[UUID]:
    """Everybody on the team of that case; nobody where there is no case."""
    if case_id is None:
        return frozenset()
    query = select(table.c.person_id).where(table.c.case_id == case_id)
    return frozenset(db.execute(query).scalars())


def cases_of(db: Connection, person_id: UUID) -> frozenset[UUID]:
    """The cases on whose team somebody is."""
    query = select(table.c.case_id).where(table.c.person_id == person_id)
    return frozenset(db.execute(query).scalars())
