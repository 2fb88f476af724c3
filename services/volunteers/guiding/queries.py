"""Who is guided by whom, and since when nobody has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from services.common.codes import (
    GatheringKind,
    GatheringStatus,
    GuidanceState,
    MatchStatus,
    Presence,
    RegistrationStatus,
    SessionStatus,
)
from services.common.people import members
from services.common.sessions.domain import Gathering
from services.common.sessions.projections import (
    attendances,
    gatherings,
    registrations,
    sessions,
)
from services.volunteers.guiding.domain import Guiding
from services.volunteers.guiding.rules import Guided, since, state
from services.volunteers.matches.projections import matches
from shared.work import Work

A_WEEK = timedelta(days=7)
_GOES_ON = (
    gatherings.c.kind == GatheringKind.GUIDANCE,
    gatherings.c.status == GatheringStatus.PLANNED,
)
ORDER = (GuidanceState.NO_GROUP, GuidanceState.NO_GUIDE, GuidanceState.LATE, GuidanceState.GUIDED)


@dataclass(frozen=True)
class GuidedPerson:
    volunteer_id: UUID
    state: GuidanceState
    since: date
    last: date | None
    groups: tuple[UUID, ...]


def everybody(work: Work, organisation: UUID) -> list[GuidedPerson]:
    """Each active support person of the organisation, who is worst off first."""
    guiding, _ = work.load(Guiding(organisation))
    groups, last = _groups(work, organisation), _last(work, organisation)
    led = _led(work, organisation, {each for of in groups.values() for each in of})
    people = []
    for person, first in _active(work, organisation).items():
        theirs = tuple(groups.get(person, ()))
        guided = Guided(first, bool(theirs), bool(led & set(theirs)), last.get(person))
        how = state(guided, today=work.today, days=guiding.days)
        people.append(GuidedPerson(person, how, since(guided), guided.last, theirs))
    return sorted(people, key=lambda each: (ORDER.index(each.state), each.since, each.volunteer_id))


def unguided(people: Iterable[GuidedPerson]) -> list[GuidedPerson]:
    return [each for each in people if each.state is not GuidanceState.GUIDED]


def organisations(work: Work) -> list[UUID]:
    """All in which somebody supports a family, or a guidance group goes on."""
    supporting = select(matches.c.organisation).where(matches.c.status == MatchStatus.STARTED)
    guiding = select(gatherings.c.organisation).where(*_GOES_ON)
    return sorted(set(work.db.scalars(supporting.union(guiding))))


@dataclass(frozen=True)
class ComingSession:
    """A session of guidance that is planned."""

    gathering_id: UUID
    title: str
    starts_at: datetime


def week(work: Work, organisation: UUID, monday: date) -> list[ComingSession]:
    """The organisation's sessions of guidance from that Monday to Sunday, the next first."""
    query = (
        select(gatherings.c.gathering_id, gatherings.c.title, sessions.c.starts_at)
        .join(sessions, sessions.c.gathering_id == gatherings.c.gathering_id)
        .where(
            gatherings.c.organisation == organisation,
            *_GOES_ON,
            sessions.c.status == SessionStatus.PLANNED,
            sessions.c.day >= monday,
            sessions.c.day < monday + A_WEEK,
        )
    )
    ordered = query.order_by(sessions.c.starts_at, sessions.c.session_id)
    return [ComingSession(*row) for row in work.db.execute(ordered)]


def _active(work: Work, organisation: UUID) -> dict[UUID, date]:
    """Who supports somebody, and since when."""
    c = matches.c
    query = select(c.volunteer_id, func.min(c.started_on).label("first")).where(
        c.organisation == organisation, c.status == MatchStatus.STARTED
    )
    rows = work.db.execute(query.group_by(c.volunteer_id))
    return {row.volunteer_id: row.first for row in rows}


def _groups(work: Work, organisation: UUID) -> dict[UUID, list[UUID]]:
    """The guidance groups that each person belongs to, and that go on."""
    query = (
        select(registrations.c.participant_id, registrations.c.gathering_id)
        .join(gatherings, gatherings.c.gathering_id == registrations.c.gathering_id)
        .where(
            gatherings.c.organisation == organisation,
            gatherings.c.kind == GatheringKind.GUIDANCE,
            gatherings.c.status == GatheringStatus.PLANNED,
            registrations.c.status == RegistrationStatus.REGISTERED,
        )
    )
    groups: dict[UUID, list[UUID]] = {}
    for person, group in work.db.execute(query.order_by(registrations.c.gathering_id)):
        groups.setdefault(person, []).append(group)
    return groups


def _last(work: Work, organisation: UUID) -> dict[UUID, date]:
    """On which day each was last at guidance."""
    query = (
        select(attendances.c.participant_id, func.max(sessions.c.day).label("last"))
        .join(sessions, sessions.c.session_id == attendances.c.session_id)
        .join(gatherings, gatherings.c.gathering_id == attendances.c.gathering_id)
        .where(
            gatherings.c.organisation == organisation,
            gatherings.c.kind == GatheringKind.GUIDANCE,
            attendances.c.presence == Presence.PRESENT,
        )
    )
    rows = work.db.execute(query.group_by(attendances.c.participant_id))
    return {row.participant_id: row.last for row in rows}


def _led(work: Work, organisation: UUID, groups: Iterable[UUID]) -> set[UUID]:
    """Those of the groups that somebody leads who is still of the organisation."""
    here = {each.id for each in members(work, organisation)}
    loaded = (work.load(Gathering(each))[0] for each in groups)
    return {each.id for each in loaded if here.intersection(each.announced.hosts)}
