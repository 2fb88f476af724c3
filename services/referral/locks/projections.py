"""Of which cases somebody of the provider may know nothing."""

from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Index,
    MetaData,
    Select,
    Table,
    Uuid,
    delete,
    or_,
    select,
)

from services.casework.staffing.events import CaseKeptFrom
from services.common import seats
from services.referral.locks.rules import NO_INSIDERS, Insiders
from shared.consumer.subscription import Projection
from shared.database.upsert import insert_new

metadata = MetaData()
kept_from = Table(
    "kept_from",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Index("kept_from_person", "person_id"),
)
locks = Projection("locks", metadata)


@locks.on(CaseKeptFrom)
def keep(db: Connection, event: CaseKeptFrom) -> None:
    c = kept_from.c
    if event.is_kept:
        insert_new(db, kept_from, {"case_id": event.case_id, "person_id": event.person_id})
        return
    is_it = c.case_id == event.case_id, c.person_id == event.person_id
    db.execute(delete(kept_from).where(*is_it))


def insiders_of(db: Connection, case_id: UUID | None) -> Insiders:
    """Who is on the team of that case, and from whom it is kept; nobody where there is no case."""
    if case_id is None:
        return NO_INSIDERS
    query = select(kept_from.c.person_id).where(kept_from.c.case_id == case_id)
    return Insiders(seats.team_of(db, case_id), frozenset(db.execute(query).scalars()))


def cases_kept_from(person_id: UUID) -> Select[tuple[UUID]]:
    """The cases of which somebody may know nothing, for a condition."""
    return select(kept_from.c.case_id).where(kept_from.c.person_id == person_id)


def is_open_to(case_id: Column[UUID], person_id: UUID) -> ColumnElement[bool]:
    """Whether somebody may know of a row's case: of those from whom it is not kept."""
    return or_(case_id.is_(None), case_id.not_in(cases_kept_from(person_id)))
