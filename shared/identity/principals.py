"""Who is known here: each service's own copy of people and clients, with the last word.

A token says only who asks. What they may do, and whether they still may, stands in this table,
folded from the events of whoever owns people and clients: a leaver is out although the token lives.
"""

from collections.abc import Mapping
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

metadata = MetaData()
principals = Table(  # written by the projection that `follow` was given
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
    """Somebody who may be let in, as far as this service knows."""

    id: UUID
    kind: str
    sign_in: str
    organisation: UUID | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    name: str = ""  # the sign-in name where no other is known

    def has(self, *roles: str) -> bool:
        """Whether one of the roles is theirs."""
        return not self.roles.isdisjoint(roles)


@dataclass(frozen=True)
class Principals:
    """Reads the table; those who have left are not found.

    `stand_ins` maps a role to the one whose people have it too, as long as nobody of their
    organisation has it.
    """

    database: Database
    sealing: Sealing
    stand_ins: Mapping[str, str] = field(default_factory=dict)

    def who(self, subject: str) -> Principal | None:
        """The principal that the issuer calls `subject`."""
        return self._one(_BY_SUBJECT, subject)

    def known(self, id: UUID) -> Principal | None:  # noqa: A002  # it is the principal's id
        return self._one(_BY_ID, id)

    def _one(self, query: Select[Any], key: object) -> Principal | None:
        with self.database.reading() as db:
            row = db.execute(query, {"key": key}).one_or_none()
            return None if row is None else self._principal(row, self._roles(db, row))

    def _roles(self, db: Connection, row: Row[Any]) -> frozenset[str]:
        """The person's own, and those that they stand in for."""
        own = frozenset(row.roles)
        open_to = {role for role, by in self.stand_ins.items() if by in own} - own
        if not open_to or row.organisation is None:
            return own
        colleagues = select(principals.c.roles).where(
            principals.c.organisation == row.organisation, principals.c.active
        )
        held = set[str]().union(*db.execute(colleagues).scalars())
        return own | (open_to - held)

    def _principal(self, row: Row[Any], roles: frozenset[str]) -> Principal:
        return Principal(
            id=row.id,
            kind=row.kind,
            sign_in=row.sign_in,
            organisation=row.organisation,
            roles=roles,
            name=opened(row.name, self.sealing) or row.sign_in,
        )


def follow(
    projection: Projection,
    *,
    joined: type,
    roles_changed: type,
    left: type,
    client_registered: type,
    client_retired: type | None = None,
) -> None:
    """Let the projection keep the table from these events.

    People's events carry `person_id`, clients' `client_id` (ids, both) and, where they begin,
    `sign_in`, `organisation_id`, `roles` and, sealed or missing, `name`. `subject` is what the
    issuer calls them; without it that is a person's id and a client's sign-in. Somebody
    who joins again is the same row, active again.
    """
    projection.on(joined)(_welcome_person)
    projection.on(roles_changed)(_change_roles)
    projection.on(left)(_let_go)
    projection.on(client_registered)(_welcome_client)
    if client_retired is not None:
        projection.on(client_retired)(_let_go)


def _welcome_person(db: Connection, event: Any) -> None:
    subject = getattr(event, "subject", None) or str(event.person_id)
    _welcome(db, event, id=event.person_id, subject=subject, kind="person")


def _welcome_client(db: Connection, event: Any) -> None:
    subject = getattr(event, "subject", None) or event.sign_in
    kind = "service" if "service" in event.roles else "client"
    _welcome(db, event, id=event.client_id, subject=subject, kind=kind)


def _welcome(db: Connection, event: Any, **identity: Any) -> None:
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


def _let_go(db: Connection, event: Any) -> None:
    db.execute(update(principals).where(principals.c.id == _id(event)).values(active=False))


def _id(event: Any) -> UUID:
    found: UUID = getattr(event, "person_id", None) or event.client_id
    return found
