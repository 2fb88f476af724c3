"""Courses and guidance groups as one reader sees them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, false, func, select

from services.common.codes import (
    GatheringKind,
    GatheringStatus,
    RegistrationStatus,
    Role,
    SessionStatus,
)
from services.common.sessions import queries as sessions
from services.common.sessions.domain import Gathering
from services.common.sessions.projections import (
    attendances,
    gatherings,
    registrations,
    sessions as times,
)
from services.volunteers.gatherings import policy
from services.volunteers.gatherings.policy import GatheringView
from services.volunteers.guiding.domain import Guiding
from services.volunteers.people import queries as people
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.store.history import moved_since
from shared.web.paging import Page, PageRequest, page
from shared.work import Work

HAS_SEAT = registrations.c.status == RegistrationStatus.REGISTERED


def gathering(work: Work, who: Principal, gathering_id: UUID, kind: GatheringKind) -> GatheringView:
    """One of that kind; raises `NotFound` for whoever may not see it."""
    state, version = work.load(Gathering(gathering_id))
    own = people.own_id(work, who)
    view = view_of(work, state, version, who, own)
    policy.reads.check(who, view)
    if state.announced.kind is not kind:
        raise NotFound
    return view


def view_of(
    work: Work, state: Gathering, version: int, who: Principal, own: UUID | None
) -> GatheringView:
    """The gathering before that reader; who leads it today may be who stands in."""
    guides: tuple[UUID, ...] = ()
    if state.planned is not None:
        guiding, _ = work.load(Guiding(state.planned.organisation))
        guides = tuple(guiding.guides_on(each, work.today) for each in state.planned.hosts)
    return GatheringView(
        gathering=state,
        version=version,
        own=own,
        is_staff=who.has(Role.NGO_COORDINATOR, Role.NGO_WORKER),
        is_host=who.id in guides,
        guides=guides,
    )


def listed(
    work: Work,
    who: Principal,
    kind: GatheringKind,
    page_request: PageRequest,
    *,
    since: datetime | None = None,
) -> Page[GatheringView]:
    """The organisation's of that kind, the latest first; to a support person what is open."""
    own = people.own_id(work, who)
    c = gatherings.c
    query = select(c.gathering_id, c.last_day).where(
        c.organisation == who.organisation, c.kind == kind, *_theirs(who, kind, own)
    )
    order = c.last_day.desc(), c.gathering_id

    moved = moved_since(work.db, Gathering.category, since) if since else None

    def read(row: Row[Any]) -> GatheringView | None:
        if moved is not None and row.gathering_id not in moved:
            return None
        return view_of(work, *work.load(Gathering(row.gathering_id)), who, own)

    return page(work.db, query, order, page_request=page_request, read=read)


def open_to(work: Work, who: Principal, own: UUID, *, most: int) -> list[GatheringView]:
    """What a support person can come to, or has a seat at, and that is not over."""
    c = gatherings.c
    ahead = select(times.c.gathering_id).where(
        times.c.starts_at > work.now, times.c.status == SessionStatus.PLANNED
    )
    is_theirs = c.gathering_id.in_(_joined(own)) | (c.kind == GatheringKind.COURSE)
    query = select(c.gathering_id).where(
        c.organisation == who.organisation,
        c.status == GatheringStatus.PLANNED,
        c.gathering_id.in_(ahead),
        is_theirs,
    )
    ids = work.db.scalars(query.order_by(c.title, c.gathering_id).limit(most)).all()
    return [view_of(work, *work.load(Gathering(each)), who, own) for each in ids]


def minutes_of(work: Work, participant: UUID, kind: GatheringKind) -> int:
    """How long somebody was at gatherings of that kind, in all."""
    query = (
        select(func.sum(attendances.c.minutes))
        .join(gatherings, gatherings.c.gathering_id == attendances.c.gathering_id)
        .where(attendances.c.participant_id == participant, gatherings.c.kind == kind)
    )
    return int(work.db.execute(query).scalar() or 0)


def as_json(view: GatheringView) -> dict[str, Any]:
    return sessions.as_json(view.gathering, view.shown, with_links=view.takes_part)


def _theirs(
    who: Principal, kind: GatheringKind, own: UUID | None
) -> tuple[ColumnElement[bool], ...]:
    if who.has(Role.NGO_COORDINATOR, Role.NGO_WORKER):
        return ()
    if own is None:
        return (false(),)
    is_course = kind is GatheringKind.COURSE
    return () if is_course else (gatherings.c.gathering_id.in_(_joined(own)),)


def _joined(own: UUID) -> Any:
    c = registrations.c
    return select(c.gathering_id).where(
        c.participant_id == own, c.status != RegistrationStatus.WITHDRAWN
    )
