"""People and clients with access: each service's own copy, which decides.

A token says only who somebody is. This table says what they may do, and whether they still may. It
is projected from the events of the owner of people and clients: a leaver has no access, although
the token is still valid.
"""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    MetaData,
    Row,
    Select,
    String,
    Table,
    Uuid,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from shared.consumer.subscription import Projection
from shared.database.columns import Personal
from shared.database.engine import Database
from shared.kernel.sealing import Sealed, Sealing, opened
from shared.work import Work

metadata = MetaData()
principals = Table(  # written by the projection given to `follow`
    "principals",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("subject", String(255), nullable=False, unique=True),  # `sub` at the issuer
    Column("kind", String(20), nullable=False),  # person, client or service
    Column("sign_in", String(120), nullable=False),
    Column("organisation", Uuid),  # NULL: belongs to none
    Column("roles", JSON, nullable=False),
    Column("active", Boolean, nullable=False),  # False: has left
    Column("name", Personal(of="id", retention="staff")),  # NULL: a machine, or erased
)
# Built once: putting a statement together costs more than running it.
_ACTIVE = select(principals).where(principals.c.active)
_BY_SUBJECT = _ACTIVE.where(principals.c.subject == bindparam("key"))
_BY_ID = _ACTIVE.where(principals.c.id == bindparam("key"))


@dataclass(frozen=True)
class Principal:
    """A person, client or service with access here."""

    id: UUID
    kind: str
    sign_in: str
    organisation: UUID | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    name: str = ""  # the sign-in name where there is no other

    def has(self, *roles: str) -> bool:
        """Whether one of the roles is theirs."""
        return not self.roles.isdisjoint(roles)


@dataclass(frozen=True)
class Principals:
    """Reads the table, without those who have left or have no role.

    `stand_ins` maps a role to another one; people with the other role have it too, as long as
    nobody of their organisation has it. What has begun a work reads on its connection: a thread
    that holds one and waits for another might wait for ever.
    """

    database: Database
    sealing: Sealing
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    db: Connection | None = None  # to read on; None: one of its own

    @classmethod
    def of(cls, work: Work, stand_ins: Mapping[str, str] | None = None) -> "Principals":
        """As that work sees them."""
        return cls(work.store.database, work.sealing, stand_ins or {}, work.db)

    def who(self, subject: str) -> Principal | None:
        """The principal with this `sub` at the issuer."""
        return self._find(_BY_SUBJECT, subject)

    def by_id(self, id: UUID) -> Principal | None:  # noqa: A002  # it is the principal's id
        return self._find(_BY_ID, id)

    def _find(self, query: Select[Any], key: object) -> Principal | None:
        with nullcontext(self.db) if self.db else self.database.reading() as db:
            row = db.execute(query, {"key": key}).one_or_none()
            if row is None or not row.roles:
                return None
            return self._principal(row, self._roles(db, row))

    def _roles(self, db: Connection, row: Row[Any]) -> frozenset[str]:
        """The principal's own roles, and those that they stand in for."""
        own = frozenset(row.roles)
        open_to = {role for role, by in self.stand_ins.items() if by in own} - own
        if not open_to or row.organisation is None:
            return own
        colleagues = select(principals.c.roles).where(
            principals.c.organisation == row.organisation, principals.c.active
        )
        taken = set[str]().union(*db.execute(colleagues).scalars())
        return own | (open_to - taken)

    def _principal(self, row: Row[Any], roles: frozenset[str]) -> Principal:
        return Principal(
            id=row.id,
            kind=row.kind,
            sign_in=row.sign_in,
            organisation=row.organisation,
            roles=roles,
            name=opened(row.name, self.sealing) or row.sign_in,
        )


def machines(db: Connection) -> dict[UUID, UUID]:
    """The clients who have access now, each with its organisation."""
    c = principals.c
    query = select(c.id, c.organisation).where(c.kind == "client", c.active)
    return {row.id: row.organisation for row in db.execute(query) if row.organisation}


def present(db: Connection) -> set[UUID]:
    """Everybody who has access now."""
    return set(db.execute(select(principals.c.id).where(principals.c.active)).scalars())


def follow(
    projection: Projection,
    *,
    joined: type,
    roles_changed: type,
    left: type,
    client_registered: type,
    client_retired: type | None = None,
    renamed: type | None = None,
) -> None:
    """Let the projection write the table from these events.

    People's events carry `person_id`, clients' `client_id` (both are ids). First events also carry
    `sign_in`, `organisation_id`, `roles` and, sealed or missing, `name`. `subject` is their `sub`
    at the issuer; without it that is a person's id and a client's sign-in. A person who joins
    again has the same row, active again.
    """
    projection.on(joined)(_add_person)
    projection.on(roles_changed)(_change_roles)
    projection.on(left)(_deactivate)
    projection.on(client_registered)(_add_client)
    if client_retired is not None:
        projection.on(client_retired)(_deactivate)
    if renamed is not None:
        projection.on(renamed)(_rename)


def _add_person(db: Connection, event: Any) -> None:
    subject = getattr(event, "subject", None) or str(event.person_id)
    _add(db, event, id=event.person_id, subject=subject, kind="person")


def _add_client(db: Connection, event: Any) -> None:
    subject = getattr(event, "subject", None) or event.sign_in
    kind = "service" if "service" in event.roles else "client"
    _add(db, event, id=event.client_id, subject=subject, kind=kind)


def _add(db: Connection, event: Any, **identity: Any) -> None:
    name = getattr(event, "name", None)
    row = {
        **identity,
        "sign_in": event.sign_in,
        "organisation": event.organisation_id,
        "roles": sorted(event.roles),
        "active": True,
        "name": name if isinstance(name, Sealed) else None,
    }
    db.execute(delete(principals).where(principals.c.id == row["id"]))
    db.execute(insert(principals).values(row))


def _change_roles(db: Connection, event: Any) -> None:
    person = update(principals).where(principals.c.id == _id(event))
    db.execute(person.values(roles=sorted(event.roles)))


def _rename(db: Connection, event: Any) -> None:
    name = event.name if isinstance(event.name, Sealed) else None
    db.execute(update(principals).where(principals.c.id == _id(event)).values(name=name))


def _deactivate(db: Connection, event: Any) -> None:
    db.execute(update(principals).where(principals.c.id == _id(event)).values(active=False))


def _id(event: Any) -> UUID:
    principal_id: UUID = getattr(event, "person_id", None) or event.client_id
    return principal_id
