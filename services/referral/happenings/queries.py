"""Open events as pages, the API, the public list and calendars read them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from services.referral.event_seats.domain import EventSeats
from services.referral.happenings import policy
from services.referral.happenings.domain import Happening
from services.referral.happenings.events import HappeningPlanned
from services.referral.happenings.projections import days, happenings
from services.referral.happenings.rules import is_closed
from shared.identity.principals import Principal
from shared.kernel.codec import dataclass_reader
from shared.work import Work

A_DAY = timedelta(days=1)
FIRST, LAST = "", "~"  # before and after every moment: drafts without a day, and what is over


@dataclass(frozen=True)
class HappeningView:
    """An open event before one reader, from its own history."""

    happening: Happening
    version: int
    is_own: bool  # of the reader's organisation: they see the link for who takes part from afar
    shows_where: bool = True  # and when: of a closed group that has begun its own people read it


@dataclass(frozen=True)
class ListedDay:
    day: date
    starts_at: datetime
    minutes: int
    topic: str
    moves: int
    is_cancelled: bool


@dataclass(frozen=True)
class ListedHappening:
    """One line of a list: what it is, and its days that are not over."""

    plan: HappeningPlanned
    is_public: bool
    cancelled_on: date | None
    days: tuple[ListedDay, ...]

    @property
    def id(self) -> UUID:
        return self.plan.happening_id

    @property
    def coming(self) -> tuple[ListedDay, ...]:
        """Those that take place."""
        off = self.cancelled_on
        return tuple(
            each for each in self.days if not each.is_cancelled and (off is None or each.day < off)
        )


def happening(work: Work, who: Principal, happening_id: UUID) -> HappeningView:
    """One of them; raises `NotFound` for whoever may not read it."""
    state, version = work.load(Happening(happening_id))
    policy.reads.check(who, state)
    is_own = policy.is_own(who, state)
    return HappeningView(state, version, is_own, is_own or not state.takes_nobody_new(work.now))


def listed(work: Work, *, organisation: UUID | None = None) -> list[ListedHappening]:
    """What is published and not over, the next first; after it an organisation's own of before, as
    whoever was there counts heads when it is over."""
    c = happenings.c
    own = [c.organisation == organisation] if organisation else []
    query = select(happenings).where(or_(c.published_on.is_not(None), *own))
    rows = work.db.execute(query.order_by(c.happening_id)).all()
    read, coming = dataclass_reader(HappeningPlanned), _days(work)
    lines = [
        ListedHappening(
            read(row.plan),
            row.published_on is not None,
            row.cancelled_on,
            coming.get(row.happening_id, ()),
        )
        for row in rows
    ]
    shown = (each for each in lines if each.days or each.plan.organisation == organisation)
    return sorted(shown, key=place_of)


def readable(work: Work, organisation: UUID | None) -> list[ListedHappening]:
    """The same for whoever works with families: of others' closed groups those one can join."""
    return [
        each
        for each in listed(work, organisation=organisation)
        if each.plan.organisation == organisation or is_open_to_new(work, each)
    ]


def place_of(each: ListedHappening) -> str:
    """Its place in a list: when it is next, and its id."""
    coming = each.coming or each.days
    if coming:
        return f"{coming[0].starts_at.isoformat()} {each.id}"
    return f"{LAST if each.is_public else FIRST} {each.id}"


def coming_to_anybody(work: Work) -> list[ListedHappening]:
    """What anybody may come to, and closed groups as long as one can join them."""
    public = (each for each in listed(work) if each.is_public and each.coming)
    return [each for each in public if is_open_to_new(work, each)]


def is_open_to_new(work: Work, each: ListedHappening) -> bool:
    """May somebody new read where and when it meets?"""
    if not is_closed(each.plan):
        return True
    state, _ = work.load(Happening(each.id))
    seats, _ = work.load(EventSeats(each.id))
    return bool(state.days_to_join(work.now)) and seats.is_open(work.now)


def _days(work: Work) -> dict[UUID, tuple[ListedDay, ...]]:
    c = days.c
    query = select(days).where(c.starts_at > work.now - A_DAY).order_by(c.starts_at)
    by_event: dict[UUID, tuple[ListedDay, ...]] = {}
    for row in work.db.execute(query):
        if row.starts_at + timedelta(minutes=row.minutes) > work.now:
            line = ListedDay(
                row.day, row.starts_at, row.minutes, row.topic, row.moves, row.is_cancelled
            )
            by_event[row.happening_id] = (*by_event.get(row.happening_id, ()), line)
    return by_event
