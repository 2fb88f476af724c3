"""Which organisations stand on the two sides of a referral, and who reads for them."""

from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    MetaData,
    Row,
    String,
    Table,
    Uuid,
    bindparam,
    select,
)

from services.common.codes import Role
from shared.database.upsert import upsert
from shared.inbox import role_of

metadata = MetaData()
sides = Table(
    "referral_sides",
    metadata,
    Column("referral_id", Uuid, primary_key=True),
    Column("sender", Uuid),
    Column("provider", Uuid),  # NULL: offered to nobody yet
    Column("disclosure_level", String(2)),
    Column("is_asked", Boolean),  # the provider waits for the sender's reply
)

SENDERS = (Role.MUNICIPAL_WORKER, Role.MUNICIPAL_SYSTEM, Role.NGO_COORDINATOR)
PROVIDERS = (Role.NGO_COORDINATOR,)


def sender(row: Row[Any]) -> list[str]:
    """Who reads for the sender."""
    return [role_of(row.sender, role) for role in SENDERS]


def provider(row: Row[Any]) -> list[str]:
    """Who reads for the organisation that has it now."""
    return [role_of(row.provider, role) for role in PROVIDERS] if row.provider else []


def of(db: Connection, referral_id: UUID) -> Row[Any]:
    """Both sides of a referral."""
    return db.execute(_SIDES, {"of_referral": referral_id}).one()


_SIDES = select(sides).where(sides.c.referral_id == bindparam("of_referral"))  # put together once


def keep(db: Connection, referral_id: UUID, **values: Any) -> None:
    """Know this of it from now on."""
    upsert(db, sides, {"referral_id": referral_id}, values)
