"""What pages and API read of the directory: programmes with their versions, agreements."""

from dataclasses import fields
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, Row, or_, select

from services import catalogue, geography
from services.codes import Role
from services.referral.directory.commands import PROGRAMME
from services.referral.directory.domain import Agreement, ProgrammeEntry
from services.referral.directory.events import Emphasis, Programme
from services.referral.directory.projections import agreements as table
from services.referral.directory.terms import Place, Terms
from shared.codec import dataclass_reader
from shared.identity.principals import Principal
from shared.problems import NotFound
from shared.work import Work


def place_of(municipality: str) -> Place:
    """The municipality as it is today, with its wellbeing county; KeyError when there is none."""
    found = geography.municipality(municipality)
    return Place(municipality=found.code, county=found.county)


def programme(db: Connection, code: str, version: int | None = None) -> Programme | None:
    """A programme in that version, the newest when none is named; None when unknown."""
    return catalogue.programme(db, code, version)


def provider_of(db: Connection, programme: str) -> UUID | None:
    return catalogue.provider_of(db, programme)


def agreements(db: Connection, *, organisation: UUID | None = None) -> list[Terms]:
    """Every agreement, or those where the organisation is a party or the provider."""
    query = select(table).order_by(table.c.starts_on, table.c.id)
    if organisation is not None:
        query = query.where(or_(table.c.provider == organisation, table.c.party == organisation))
    return [_terms(row) for row in db.execute(query)]


def agreements_on(db: Connection, day: date) -> list[Terms]:
    """The agreements that hold on a day."""
    lasts = or_(table.c.ends_on.is_(None), table.c.ends_on >= day)
    query = select(table).where(table.c.starts_on <= day, lasts).order_by(table.c.id)
    return [_terms(row) for row in db.execute(query)]


def agreements_for(db: Connection, programme: str, municipality: str, *, on: date) -> list[Terms]:
    """The agreements by which a programme serves that municipality's families on that day."""
    place = place_of(municipality)
    return [terms for terms in agreements_on(db, on) if terms.covers(programme, place, on=on)]


def controller_of(
    db: Connection, programme: str, municipality: str, *, provider: UUID, on: date
) -> UUID:
    """Whose register a family's record belongs to, as the agreement names it.

    The provider's own where no agreement speaks of it.
    """
    agreed = agreements_for(db, programme, municipality, on=on)
    return next((terms.controller for terms in agreed if terms.provider == provider), provider)


def entry(work: Work, code: str) -> tuple[ProgrammeEntry, int]:
    """A programme with all its versions, from its own stream; `NotFound` when there is none."""
    found = work.holder(PROGRAMME, code)
    if found is None:
        raise NotFound
    return work.load(ProgrammeEntry(found))


def agreement(work: Work, who: Principal, agreement_id: UUID) -> tuple[Terms, int]:
    """One agreement from its own stream; `NotFound` unless the reader is one of its sides."""
    found, version = work.load(Agreement(agreement_id))
    sees_all = who.has(Role.REGIONAL_COORDINATOR, Role.ADMINISTRATOR)
    if found.made is None or not (sees_all or who.organisation in found.concerns):
        raise NotFound
    told = {one.name: getattr(found.made, one.name) for one in fields(found.made)}
    told |= {"id": told.pop("agreement_id"), "ends_on": found.ends_on}
    return Terms(**told), version


def _terms(row: Row[tuple[object, ...]]) -> Terms:
    told = dict(row._mapping)
    build = dataclass_reader(Emphasis)
    lists = {name: tuple(told[name]) for name in ("programmes", "counties")}
    lists["municipalities"] = tuple(map(geography.current, told["municipalities"]))
    return Terms(**told | lists | {"emphases": tuple(build(one) for one in told["emphases"])})
