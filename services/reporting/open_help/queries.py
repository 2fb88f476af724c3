"""What was given without a referral in a half-year, as one reader may see it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Table, func, select

from services.common.codes import BookingStatus
from services.reporting.editions.events import Reached
from services.reporting.editions.queries import Completeness
from services.reporting.figures import policy
from services.reporting.open_help.domain import HalfYear, halves
from services.reporting.open_help.projections import (
    HEADS,
    MINUTES,
    PAID,
    attendance_facts,
    booking_facts,
    consultation_facts,
    package_facts,
    pairwork_facts,
)
from services.reporting.open_help.rules import (
    PLACE,
    PROFESSION,
    THEME,
    Attendance,
    Attended,
    Counts,
    Package,
    Packages,
    Shown,
    Thing,
    as_shown,
    attended,
    counted,
    known_until,
    packages,
)
from shared.identity.principals import Principal
from shared.work import Work

ONLINE = "online"  # in place of a municipality


@dataclass(frozen=True)
class OpenHelp:
    """One half-year: what it is read as, and the figures."""

    half: HalfYear
    halves: tuple[HalfYear, ...]  # that can be asked for
    shown: Shown
    until: date  # the last day whose words are counted in
    bookings: Counts
    consultations: Counts
    pair_work: Counts
    events: Attended
    packages: tuple[Packages, ...]
    reached: tuple[Reached, ...]


def open_help(work: Work, who: Principal, name: str, *, reached: Completeness) -> OpenHelp:
    """Of one's own organisation, or of the whole region; raises `Invalid` for a wrong name."""
    own = who.organisation if policy.reads_live.allows(who, who.organisation) else None
    if own is None:
        policy.reads_editions.check(who, None)
    positions = reached(work.db)
    half = HalfYear.named(name) if name else HalfYear.of(work.today)
    shown = as_shown(half, work.today) if own is None else Shown.EXACTLY
    until = known_until(half, work.today, shown)
    return OpenHelp(
        half=half,
        halves=tuple(halves(_first_day(work.db) or work.today, work.today)),
        shown=shown,
        until=until,
        bookings=counted(list(booked(work.db, half, until, own)), (THEME, PLACE), shown),
        consultations=counted(
            list(consulted(work.db, half, until, own)), (THEME, PROFESSION), shown
        ),
        pair_work=counted(
            list(in_pairs(work.db, half, until, own)), (THEME, PLACE, PROFESSION), shown
        ),
        events=attended(list(attended_days(work.db, half, own)), shown),
        packages=tuple(packages(list(closed_packages(work.db, half, own)), shown)),
        reached=positions,
    )


def _first_day(db: Connection) -> date | None:
    days = (
        booking_facts.c.day,
        consultation_facts.c.on,
        pairwork_facts.c.day,
        attendance_facts.c.day,
        package_facts.c.on,
    )
    first = [db.execute(select(func.min(day))).scalar() for day in days]
    return min((day for day in first if day), default=None)


def booked(db: Connection, half: HalfYear, until: date, own: UUID | None) -> Iterator[Thing]:
    """Booked times that were not given up, as they stood at the end of a day."""
    for row in _as_known(db, booking_facts, half, until, own):
        if row.status == BookingStatus.CANCELLED:
            continue
        classes = {THEME: row.theme, PLACE: row.municipality or ONLINE}
        yield Thing(classes, row.booker_home, held=row.status == BookingStatus.HELD)


def consulted(db: Connection, half: HalfYear, until: date, own: UUID | None) -> Iterator[Thing]:
    c = consultation_facts.c
    query = select(consultation_facts).where(c.on.between(half.starts_on, min(half.ends_on, until)))
    if own is not None:
        query = query.where(c.organisation == own)
    for row in db.execute(query):
        classes = {THEME: row.theme, PROFESSION: row.profession}
        yield Thing(classes, held=True)


def in_pairs(db: Connection, half: HalfYear, until: date, own: UUID | None) -> Iterator[Thing]:
    """Meetings with a client that two held together, with the minutes of each side."""
    for row in _as_known(db, pairwork_facts, half, until, own):
        classes = {THEME: row.theme, PLACE: row.municipality, PROFESSION: row.profession}
        ours, theirs = (getattr(row, name) for name in MINUTES)
        yield Thing(classes, held=True, minutes=(ours, theirs))


def _as_known(
    db: Connection, table: Table, half: HalfYear, until: date, own: UUID | None
) -> Iterable[Row[Any]]:
    """The newest row of each thing that was known by the end of a day, of days in the half-year."""
    c, key = table.c, next(iter(table.c))
    newest = select(key, func.max(c.on).label("on")).where(c.on <= until).group_by(key).subquery()
    query = (
        select(table)
        .join(newest, (newest.c[key.name] == key) & (newest.c.on == c.on))
        .where(c.day.between(half.starts_on, half.ends_on))
    )
    return db.execute(query if own is None else query.where(c.organisation == own))


def attended_days(db: Connection, half: HalfYear, own: UUID | None) -> Iterator[Attendance]:
    """Open events are held before everybody's eyes: their counts wait for no day."""
    c = attendance_facts.c
    query = select(attendance_facts).where(c.day.between(half.starts_on, half.ends_on))
    if own is not None:
        query = query.where(c.organisation == own)
    for row in db.execute(query.order_by(c.day, c.happening_id)):
        heads = {name: getattr(row, name) for name in HEADS}
        themes = tuple(row.themes.split())
        yield Attendance(themes, row.municipality or ONLINE, heads, row.is_estimate)


def closed_packages(db: Connection, half: HalfYear, own: UUID | None) -> Iterator[Package]:
    """What organisations and municipalities have agreed on in public, as it was closed."""
    c = package_facts.c
    query = select(package_facts).where(c.on.between(half.starts_on, half.ends_on))
    if own is not None:
        query = query.where(c.organisation == own)
    for row in db.execute(query.order_by(c.on, c.package_id)):
        municipal, granted, others = (getattr(row, name) for name in PAID)
        heads = sum(getattr(row, name) for name in HEADS)
        yield Package(row.kind, row.sessions, heads, (municipal, granted, others))
