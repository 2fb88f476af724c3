"""Two organisations with a row each in every table of a service, alike but for whose they are."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    Numeric,
    Table,
    Uuid,
    insert,
)

from shared.database.columns import Personal, UtcDateTime
from shared.identity.principals import principals
from shared.kernel.sealing import Sealed
from shared.service import Service
from shared.tables import all_tables

ORGANISATIONS = (UUID(int=0xA), UUID(int=0xB))
OURS, THEIRS = ORGANISATIONS
OF_ORGANISATION = {
    "organisation",
    "sender",
    "provider",
    "party",
    "controller",
    "lender",
    "borrower",
}
RECORDS = {"referral_id", "volunteer_id"}  # each service's register has records of one of these
DAY = date(2026, 1, 1)
VALUES: list[tuple[type, Any]] = [  # by type; what comes first holds
    (Personal, Sealed("sealed")),
    (UtcDateTime, datetime(2026, 1, 1, tzinfo=UTC)),
    (DateTime, datetime(2026, 1, 1, tzinfo=UTC)),
    (JSON, []),
    (Boolean, False),
    (Date, DAY),
    (Numeric, 1),
]


def tables_of(service: Service) -> dict[str, Table]:
    """All tables in the service's database, by name."""
    return {
        table.name: table for metadata in all_tables(service) for table in metadata.sorted_tables
    }


def fill(db: Connection, tables: list[Table]) -> None:
    """One row of each organisation in each table, and a person of each."""
    for organisation in ORGANISATIONS:
        for table in (principals, *tables):
            db.execute(insert(table).values(dict(_row(table, organisation))))


def _row(table: Table, organisation: UUID) -> Iterator[tuple[str, Any]]:
    for column in table.columns:
        yield column.name, _value(table, column, organisation)


def _value(table: Table, column: Column[Any], organisation: UUID) -> Any:
    """Ids of the same name are the same thing in all tables of the organisation."""
    number = organisation.int
    if column.name in OF_ORGANISATION and isinstance(column.type, Uuid):
        return organisation
    if column.name == "recipient":
        return f"{organisation}:ngo_coordinator"
    if isinstance(column.type, Uuid):
        is_person = column.name == "person_id" or column is principals.c.id
        name = "record_id" if column.name in RECORDS else column.name
        return uuid5(organisation, "person_id" if is_person else name)
    if isinstance(column.type, Integer):
        return number
    for kind, value in VALUES:
        if isinstance(column.type, kind):
            return value
    return f"{number}"
