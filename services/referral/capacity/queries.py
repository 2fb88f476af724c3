"""How much room each organisation has: declared, counted from what happened, and left."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, func, select

from services.common import catalogue
from services.common.programme import Programme, Support
from services.referral.capacity.projections import busy, supporters
from services.referral.capacity.rules import A_YEAR, Room, median_wait
from services.referral.networks.queries import coordinators
from services.referral.openings import queries as openings
from services.referral.openings.domain import Opening
from services.referral.openings.rules import NOTHING, opening_of
from services.referral.referrals.projections import referrals
from services.referral.referrals.queries import family_counts
from services.referral.routes.rules import NO_FAMILIES
from shared.database.scope import rows_of_everybody
from shared.identity.principals import Principal
from shared.work import Work

Pair = tuple[UUID, str]


@dataclass(frozen=True)
class RoomView:
    """One organisation's room in one programme, from its own stream."""

    opening: Opening
    version: int
    room: Room


def room(work: Work, _who: Principal, opening_id: UUID) -> RoomView:
    """One of them; `NotFound` where nobody provides that programme."""
    organisation, programme = openings.pair_of(work.db, opening_id)
    state, version = work.load(Opening(opening_id))
    here = replace(
        state,
        organisation=organisation,
        programme=programme,
        coordinators=coordinators(work.db, organisation),
    )
    rooms = rooms_of(work, programme)
    now = next(each for each in rooms if each.organisation == organisation)
    return RoomView(here, version, replace(now, declared=state.declared))


def rooms(work: Work) -> list[Room]:
    """Of every programme that takes referrals, by programme and organisation."""
    codes = [each.code for each in catalogue.open_programmes(work.db, work.today)]
    return [each for code in codes for each in rooms_of(work, code)]


def rooms_of(work: Work, programme: str) -> list[Room]:
    """Of everybody who provides the programme, by name of the organisation."""
    db, on = work.db, work.today
    current, organisations = catalogue.programme(db, programme), catalogue.all_organisations(db)
    providers = catalogue.all_providers(db).get(programme, ())
    declared, taken = openings.declared(db, programme), family_counts(db, programme, on)
    people, waits = _free(db, current), _waits(db, programme, on)
    everybody = [id_ for id_ in providers if id_ in organisations]
    shown = []
    for id_ in sorted(everybody, key=lambda each: organisations[each].name):
        days, number = median_wait(waits.get(id_, ()))
        shown.append(
            Room(
                id=opening_of(id_, programme),
                organisation=id_,
                programme=programme,
                declared=declared.get((id_, programme), NOTHING),
                families=taken.get(id_, NO_FAMILIES),
                free_people=None if people is None else people.get(id_, 0),
                wait_days=days,
                waits=number,
            )
        )
    return shown


def _free(db: Connection, programme: Programme | None) -> Mapping[UUID, int] | None:
    """Approved support people who are beside no family; None: the programme matches nobody."""
    if programme is None or programme.support is not Support.MATCHED:
        return None
    is_busy = select(busy.c.match_id).where(busy.c.volunteer_id == supporters.c.volunteer_id)
    query = (
        select(supporters.c.organisation, func.count().label("free"))
        .where(
            supporters.c.programme == programme.code,
            supporters.c.has_left.is_(False),
            ~is_busy.exists(),
        )
        .group_by(supporters.c.organisation)
    )
    return {row.organisation: row.free for row in db.execute(query)}


def _waits(db: Connection, programme: str, on: date) -> Mapping[UUID, list[int]]:
    """Days from referral to support, of those that began in the last year."""
    query = select(referrals.c.organisation, referrals.c.referred_on, referrals.c.started_on).where(
        referrals.c.programme == programme, referrals.c.started_on > on - A_YEAR
    )
    waits: dict[UUID, list[int]] = defaultdict(list)
    for row in rows_of_everybody(db, query):
        if row.organisation is not None:
            waits[row.organisation].append((row.started_on - row.referred_on).days)
    return waits
