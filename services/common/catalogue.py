"""What every service knows of organisations and programmes, folded from the directory's events.

Each service keeps its own copy, so none asks another while it works. All versions of a
programme stay: a case goes on by the version it began with.
"""

import json
from datetime import date
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
    delete,
    select,
    update,
)

from services.common import geography
from services.common.organisation import Organisation
from services.common.programme import Programme
from services.referral.directory.events import (
    ContactGiven,
    KindGiven,
    OrganisationLeft,
    OrganisationRegistered,
    OrganisationRenamed,
    OrganisationReturned,
    ProgrammePublished,
    ProgrammeWithdrawn,
    WithdrawalTakenBack,
)
from services.referral.networks.events import MemberJoined, MemberLeft, OfferRevised
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert
from shared.kernel.aggregate import Refused
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
    Column("name_sv", String(200)),  # NULL or empty: as the list of places knows it, or in Finnish
    Column("name_en", String(200)),
    Column("left_on", Date),  # NULL: it is here
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
withdrawals = Table(
    "known_withdrawals",
    metadata,
    Column("code", String(60), primary_key=True),  # of a programme
    Column("closes_on", Date, nullable=False),  # from this day on it takes no new families
)
catalogue = Projection("catalogue", metadata)


@catalogue.on(OrganisationRegistered)
def know_organisation(db: Connection, event: OrganisationRegistered) -> None:
    values = {"code": event.code, "name": event.name, "kind": event.kind, "area": event.area}
    upsert(db, organisations, {"organisation_id": event.organisation_id}, values)


@catalogue.on(ContactGiven)
def know_contact(db: Connection, event: ContactGiven) -> None:
    reached = {"phone": event.phone, "email": event.email, "address": event.address}
    _know(db, event.organisation_id, **reached)


@catalogue.on(OrganisationRenamed)
def know_names(db: Connection, event: OrganisationRenamed) -> None:
    names = {"name": event.name, "name_sv": event.name_sv, "name_en": event.name_en}
    _know(db, event.organisation_id, **names)


@catalogue.on(KindGiven)
def know_kind(db: Connection, event: KindGiven) -> None:
    _know(db, event.organisation_id, kind=event.kind, area=event.area)


@catalogue.on(OrganisationLeft)
def know_leaving(db: Connection, event: OrganisationLeft) -> None:
    _know(db, event.organisation_id, left_on=event.on)


@catalogue.on(OrganisationReturned)
def know_return(db: Connection, event: OrganisationReturned) -> None:
    _know(db, event.organisation_id, left_on=None)


def _know(db: Connection, organisation_id: UUID, **values: Any) -> None:
    is_it = organisations.c.organisation_id == organisation_id
    db.execute(organisations.update().where(is_it).values(values))


@catalogue.on(ProgrammePublished)
def know_programme(db: Connection, event: ProgrammePublished) -> None:
    programme = event.programme
    key = {"code": programme.code, "version": programme.version}
    upsert(db, programmes, key, {"provider": event.provider, "programme": to_json(programme)})


@catalogue.on(ProgrammeWithdrawn)
def know_withdrawal(db: Connection, event: ProgrammeWithdrawn) -> None:
    upsert(db, withdrawals, {"code": event.code}, {"closes_on": event.closes_on})


@catalogue.on(WithdrawalTakenBack)
def forget_withdrawal(db: Connection, event: WithdrawalTakenBack) -> None:
    db.execute(delete(withdrawals).where(withdrawals.c.code == event.code))


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


def closings(db: Connection) -> dict[str, date]:
    """Programmes that are withdrawn, by code, and the day from which on they take nobody new."""
    return {row.code: row.closes_on for row in db.execute(select(withdrawals))}


def open_programmes(db: Connection, on: date) -> list[Programme]:
    """Those of the newest versions that take new families on that day, by code."""
    closed = {code for code, day in closings(db).items() if day <= on}
    return [each for each in newest_programmes(db) if each.referable and each.code not in closed]


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


def organisations_here(db: Connection) -> dict[UUID, Organisation]:
    """Those that have not left, by name: what can be chosen."""
    return {key: each for key, each in all_organisations(db).items() if each.is_here}


def check_here(db: Connection, organisation_id: UUID | None) -> None:
    """Refuse to give anything new to an organisation that has left."""
    named = organisation(db, organisation_id) if organisation_id else None
    if named is not None and not named.is_here:
        raise Refused(
            "%(organisation)s has left. Let it come back first.",
            code="organisation-left",
            organisation=named.name,
        )


def organisations_of(db: Connection, municipality: str) -> tuple[UUID, ...]:
    """The organisations of a place, by name: its municipality and its wellbeing county."""
    areas, everywhere = geography.areas_of(municipality), all_organisations(db).values()
    return tuple(organisation.id for organisation in everywhere if organisation.area in areas)


def names_of_programmes(db: Connection, locale: str) -> dict[str, str]:
    """Code to name, in the reader's language."""
    return {programme.code: programme.name_in(locale) for programme in newest_programmes(db)}


def _organisation(row: Row[Any]) -> Organisation:
    names = ("phone", "email", "address", "name_sv", "name_en")
    texts: dict[str, Any] = {name: getattr(row, name) or "" for name in names}
    about = (row.organisation_id, row.code, row.name, row.kind, row.area)
    return Organisation(*about, left_on=row.left_on, **texts)


def _programme(stored: object) -> Programme:
    return _built(json.dumps(stored, sort_keys=True))


@lru_cache(maxsize=200)
def _built(text: str) -> Programme:
    """A version's content never changes, so each text is built once."""
    built: Programme = dataclass_reader(Programme)(json.loads(text))
    return built
