"""The encounters of an organisation in a period, of a place or programme where one is named."""

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import Connection, func, select

from services.common.codes import BookingStatus, VisitStatus
from services.reporting.circumstances.rules import CountedCase
from services.reporting.disclosure.cells import ALL
from services.reporting.encounters.rules import BOOKING, OPEN_EVENT, Encounter
from services.reporting.facts.projections import visit_facts
from services.reporting.figures.domain import Cell
from services.reporting.figures.queries import is_in
from services.reporting.open_help.projections import HEADS, attendance_facts, booking_facts


def held(
    db: Connection, cell: Cell, cases: Collection[CountedCase], *, of: UUID
) -> Iterator[Encounter]:
    """Visits to the cases; receptions and open events belong to no programme."""
    yield from _visits(db, cell, {case.case_id for case in cases}, of)
    if cell.programme == ALL:
        yield from _bookings(db, cell, of)
        yield from _events(db, cell, of)


def _visits(db: Connection, cell: Cell, cases: Collection[UUID], of: UUID) -> Iterator[Encounter]:
    c = visit_facts.c
    query = select(c.case_id, c.kind, c.present, c.minutes).where(
        c.organisation == of,
        c.status == VisitStatus.HELD,
        c.held_on.between(cell.period.starts_on, cell.period.ends_on),
    )
    for row in db.execute(query):
        if row.case_id in cases:
            yield Encounter(row.kind, row.present, row.minutes)


def _bookings(db: Connection, cell: Cell, of: UUID) -> Iterator[Encounter]:
    """As each booking is known by now."""
    c = booking_facts.c
    newest = select(c.booking_id, func.max(c.on).label("on")).group_by(c.booking_id).subquery()
    query = (
        select(c.municipality)
        .join(newest, (newest.c.booking_id == c.booking_id) & (newest.c.on == c.on))
        .where(
            c.organisation == of,
            c.status == BookingStatus.HELD,
            c.day.between(cell.period.starts_on, cell.period.ends_on),
        )
    )
    for row in db.execute(query):
        if _is_there(row.municipality, cell):
            yield Encounter(BOOKING)


def _events(db: Connection, cell: Cell, of: UUID) -> Iterator[Encounter]:
    c = attendance_facts.c
    query = select(attendance_facts).where(
        c.organisation == of, c.day.between(cell.period.starts_on, cell.period.ends_on)
    )
    for row in db.execute(query):
        if _is_there(row.municipality, cell):
            heads = sum(getattr(row, name) for name in HEADS)
            yield Encounter(OPEN_EVENT, heads, is_estimate=row.is_estimate)


def _is_there(municipality: str, cell: Cell) -> bool:
    """Whether it was held there; what was online is nowhere."""
    return cell.place == ALL or (bool(municipality) and is_in(None, municipality, cell))
