"""People as an administrator reads them: the list, one of them, and what they leave open."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from services.common import people, seats
from services.common.codes import Role
from services.referral.access.domain import Person
from services.referral.access.events import PersonEvent
from services.referral.staff import policy
from shared.identity.principals import Principal, principals
from shared.kernel.events import decode
from shared.kernel.sealing import opened
from shared.store.history import recorded
from shared.web.access_log import note_listed
from shared.work import Work, stream_of


@dataclass(frozen=True)
class ListedPerson:
    id: UUID
    sign_in: str
    name: str
    organisation: UUID | None
    roles: tuple[str, ...]
    is_here: bool


@dataclass(frozen=True)
class StaffView:
    """One person, from their own stream."""

    person: Person
    version: int


@dataclass(frozen=True)
class Happening:
    event: PersonEvent
    by: str
    at: datetime


@dataclass(frozen=True)
class LeftOpen:
    """What somebody who leaves would leave open, and who is there to take it over."""

    cases: int  # on whose team they are
    colleagues: list[str]  # who coordinate for the same organisation
    is_last: bool  # nobody else would answer what comes to the organisation


def listed(work: Work, who: Principal, organisation: UUID | None = None) -> list[ListedPerson]:
    """Everybody whom the reader keeps, those who are here first, by sign-in."""
    home = who.organisation or organisation
    query = select(principals).where(principals.c.kind == "person")
    if home is not None:
        query = query.where(principals.c.organisation == home)
    order = (principals.c.active.desc(), principals.c.sign_in)
    lines = [
        ListedPerson(
            id=row.id,
            sign_in=row.sign_in,
            name=opened(row.name, work.sealing) or row.sign_in,
            organisation=row.organisation,
            roles=tuple(row.roles),
            is_here=row.active,
        )
        for row in work.db.execute(query.order_by(*order))
    ]
    note_listed(each.id for each in lines)
    return lines


def person(work: Work, who: Principal, person_id: UUID) -> StaffView:
    """One person; `NotFound` when nobody with that id ever joined, or not for this reader."""
    state, version = work.load(Person(person_id))
    policy.keeps.check(who, state)
    return StaffView(state, version)


def history(work: Work, person_id: UUID) -> list[Happening]:
    """Who changed what and when, the oldest first."""
    name = people.names(work)
    return [
        Happening(
            decode(row.name, row.schema_version, row.data, work.sealing),
            name(row.metadata["actor"]),
            row.recorded_at,
        )
        for row in recorded(work.db, stream_of(Person(person_id)))
    ]


def left_open(work: Work, state: Person) -> LeftOpen:
    """Of the cases and the coordination that this service knows of."""
    home = state.organisation
    others = people.coordinators_of(work, home) if home else []
    names = [each.name for each in others if each.id != state.id]
    return LeftOpen(
        cases=len(seats.cases_of(work.db, state.id)),
        colleagues=names,
        is_last=Role.NGO_COORDINATOR in state.roles and not names,
    )
