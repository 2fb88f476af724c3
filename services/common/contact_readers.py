"""Who is named to open a family's contact details, as casework tells it.

Naming is one in the provider's organisation and ends with leaving it or the team, so a reader's
organisation is always compared as well.
"""

from uuid import UUID

from sqlalchemy import Column, Connection, Date, Index, MetaData, Table, Uuid, delete, select

from services.casework.contact.events import ContactReaderNamed, ContactReaderRemoved
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert

metadata = MetaData()
table = Table(
    "contact_readers",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("since", Date, nullable=False),
    Index("contact_readers_person", "person_id"),
)
readers = Projection("contact_readers", metadata)


@readers.on(ContactReaderNamed)
def name_reader(db: Connection, event: ContactReaderNamed) -> None:
    key = {"case_id": event.case_id, "person_id": event.person_id}
    upsert(db, table, key, {"since": event.on})


@readers.on(ContactReaderRemoved)
def remove_reader(db: Connection, event: ContactReaderRemoved) -> None:
    is_it = table.c.case_id == event.case_id, table.c.person_id == event.person_id
    db.execute(delete(table).where(*is_it))


def readers_of(db: Connection, case_id: UUID | None) -> frozenset[UUID]:
    """Everybody named for the family of that case; nobody where there is no case."""
    if case_id is None:
        return frozenset()
    query = select(table.c.person_id).where(table.c.case_id == case_id)
    return frozenset(db.execute(query).scalars())


def cases_of(db: Connection, person_id: UUID) -> frozenset[UUID]:
    """The cases for whose families somebody is named."""
    query = select(table.c.case_id).where(table.c.person_id == person_id)
    return frozenset(db.execute(query).scalars())
