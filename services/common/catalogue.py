"""What every service knows of organisations and programmes, folded from the directory's events.

Each service keeps its own copy, so none asks another while it works. All versions of a
programme stay: a case goes on by the version it began with.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    Uuid,
    select,
    update,
)

from services.common import geography
from services.common.programme import Programme
from services.referral.directory.events import (
    ContactGiven,
    OrganisationRegistered,
    ProgrammePublished,
)
from services.referral.networks.events import MemberJoined, MemberLeft, OfferRevised
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert
from shared.kernel.codec import dataclass_reader, to_json

metadata = MetaData()
organisations = Table(
    "known_organisations",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("code", String(60), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("kind", String(30), nullable=False),
    Column("area", String(20)),  # municipality "853" or county "county:05"; NULL: none
    Column("phone", String(40)),  # how it is reached; NULL: never said, or not told here
    Column("email", String(254)),
    Column("address", String(300)),
)
programmes = Table(
    "known_programmes",
    metadata,
    Column("code", String(60), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("provider", Uuid, nullable=False),
    Column("programme", JSON, nullable=False),
)
members = Table(
    "known_members",
    metadata,
    Column("network_id", Uuid, primary_key=True),
    Column("organisation", Uuid, primary_key=True),
    Column("programme", String(60), primary_key=True),
    Column("left_on", Date),  # NULL: it provides the programme; who has left keeps its families
)
catalogue = Projection("catalogue", metadata)

# How a municipality calls itself, by the last word of its Finnish name.
SEATS = {
    ("kaupunki", "sv"): "%s stad",
    ("kaupunki", "en"): "City of %s",
    ("kunta", "sv"): "%s kommun",
    ("kunta", "en"): "Municipality of %s",
}


@dataclass(frozen=True)
class Organisation:
    id: UUID
    code: str
    name: str
    kind: str
    area: str | None
    phone: str = ""  # its coordinator's, of the work
    email: str = ""
    address: str = ""

    def name_in(self, locale: str) -> str:
        """In the reader's language where the list of places knows it, else as registered."""
        kind, _, code = (self.area or "").rpartition(":")
        if locale == "fi" or not code:
            return self.name
        if kind:
            county = geography.county(code)
            return county.name(locale) if county.name_fi == self.name else self.name
        name = geography.name(code, locale)
        form = SEATS.get((self.name.rpartition(" ")[2], locale))
        return form % name if form else self.name


@catalogue.on(OrganisationRegistered)
def know_organisation(db: Connection, event: OrganisationRegistered) -> None:
    values = {"code": event.code, "name": event.name, "kind": event.kind, "area": event.area}
    upsert(db, organisations, {"organisation_id": event.organisation_id}, values)


@catalogue.on(ContactGiven)
def know_contact(db: Connection, event: ContactGiven) -> None:
    reached = {"phone": event.phone, "email": event.email, "address": event.address}
    is_it = organisations.c.organisation_id == event.organisation_id
    db.execute(organisations.update().where(is_it).values(reached))


@catalogue.on(ProgrammePublished)
def know_programme(db: Connection, event: ProgrammePublished) -> None:
    programme = event.programme
    key = {"code": programme.code, "version": programme.version}
    upsert(db, programmes, key, {"provider": event.provider, "programme": to_json(programme)})


@catalogue.on(MemberJoined, OfferRevised)
def know_member(db: Connection, event: MemberJoined | OfferRevised) -> None:
    _leave(db, event)
    for code in event.programmes:
        key = {"network_id": event.network_id, "organisation": event.organisation}
        upsert(db, members, key | {"programme": code}, {"left_on": None})


@catalogue.on(MemberLeft)
def forget_member(db: Connection, event: MemberLeft) -> None:
    _leave(db, event)


def _leave(db: Connection, event: MemberJoined | OfferRevised | MemberLeft) -> None:
    is_it = members.c.network_id == event.network_id, members.c.organisation == event.organisation
    rows = update(members).where(*is_it, members.c.left_on.is_(None))
    db.execute(rows.values(left_on=event.on))


def programme(db: Connection, code: str, version: int | None = None) -> Programme | None:
    """The programme in that version, the newest when none is named; None when unknown."""
    query = select(programmes.c.programme).where(programmes.c.code == code)
    if version is not None:
        query = query.where(programmes.c.version == version)
    stored = db.execute(query.order_by(programmes.c.version.desc()).limit(1)).scalar()
    return _programme(stored) if stored else None


def newest_programmes(db: Connection) -> list[Programme]:
    """Every programme in its newest version, by code."""
    rows = db.execute(select(programmes).order_by(programmes.c.code, programmes.c.version)).all()
    newest = {row.code: row.programme for row in rows}
    return [_programme(stored) for stored in newest.values()]


def every_version(db: Connection) -> dict[tuple[str, int], Programme]:
    """All versions of all programmes, by code and version."""
    rows = db.execute(select(programmes)).all()
    return {(row.code, row.version): _programme(row.programme) for row in rows}


def provider_of(db: Connection, code: str) -> UUID | None:
    """The organisation that provides a programme."""
    query = select(programmes.c.provider).where(programmes.c.code == code)
    return db.execute(query.order_by(programmes.c.version.desc()).limit(1)).scalar()


def providers(db: Connection) -> dict[str, UUID]:
    """Who provides each programme, by its code."""
    rows = db.execute(
        select(programmes.c.code, programmes.c.provider).order_by(programmes.c.version)
    )
    return {row.code: row.provider for row in rows}


def all_providers(db: Connection, *, ever: bool = False) -> dict[str, tuple[UUID, ...]]:
    """Who provides each programme, by its code: the one it names, then members of its networks.

    With `ever` those too who have left, and keep the families that they had.
    """
    several = {code: [provider] for code, provider in providers(db).items()}
    query = select(members.c.programme, members.c.organisation).distinct()
    if not ever:
        query = query.where(members.c.left_on.is_(None))
    for row in db.execute(query.order_by(members.c.programme, members.c.organisation)):
        several.setdefault(row.programme, []).append(row.organisation)
    return {code: tuple(dict.fromkeys(each)) for code, each in several.items()}


def provides(db: Connection, organisation_id: UUID | None, code: str) -> bool:
    """Does the organisation provide the programme, alone or as a member of a network?"""
    if organisation_id is None:
        return False
    query = select(members.c.organisation).where(
        members.c.organisation == organisation_id,
        members.c.programme == code,
        members.c.left_on.is_(None),
    )
    is_member = db.execute(query).first() is not None
    return is_member or provider_of(db, code) == organisation_id


def organisation(db: Connection, organisation_id: UUID) -> Organisation | None:
    row = db.execute(
        select(organisations).where(organisations.c.organisation_id == organisation_id)
    ).first()
    return _organisation(row) if row else None


def all_organisations(db: Connection) -> dict[UUID, Organisation]:
    rows = db.execute(select(organisations).order_by(organisations.c.name)).all()
    return {row.organisation_id: _organisation(row) for row in rows}


def organisations_of(db: Connection, municipality: str) -> tuple[UUID, ...]:
    """The organisations of a place, by name: its municipality and its wellbeing county."""
    areas, everywhere = geography.areas_of(municipality), all_organisations(db).values()
    return tuple(organisation.id for organisation in everywhere if organisation.area in areas)


def names_of_programmes(db: Connection, locale: str) -> dict[str, str]:
    """Code to name, in the reader's language."""
    return {programme.code: programme.name_in(locale) for programme in newest_programmes(db)}


def _organisation(row: Row[Any]) -> Organisation:
    reached = [value or "" for value in (row.phone, row.email, row.address)]
    return Organisation(*row[:5], *reached)


def _programme(stored: object) -> Programme:
    return _built(json.dumps(stored, sort_keys=True))


@lru_cache(maxsize=200)
def _built(text: str) -> Programme:
    """A version's content never changes, so each text is built once."""
    built: Programme = dataclass_reader(Programme)(json.loads(text))
    return built
