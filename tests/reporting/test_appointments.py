"""Appointments that families kept (M18), as their support persons say."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from services.casework.entries import events
from services.common.codes import EntryKind, EntryStatus, Party
from services.reporting.appointments.projections import appointment_facts
from services.reporting.appointments.rules import DatedAppointment, Kept
from services.reporting.facts.projections import facts
from services.reporting.indicators.months import Range
from tests.casework.examples import CASE, PROVIDER
from tests.following import follow

MARCH, TODAY = Range("2026-03", "2026-03"), date(2026, 3, 20)
DAY = date(2026, 3, 10)
BOOKED = events.EntryRecorded(
    entry_id=UUID(int=71),
    case_id=CASE,
    organisation=PROVIDER,
    kind=EntryKind.APPOINTMENT,
    held_on=DAY,
    status=EntryStatus.PLANNED,
    minutes=0,
    by_supporter=True,
    party=Party.HEALTH_CARE,
)
OF_IT: dict[str, Any] = {"entry_id": BOOKED.entry_id, "case_id": CASE, "organisation": PROVIDER}
SETTLED = events.EntrySettled(
    **OF_IT, kind=EntryKind.APPOINTMENT, held_on=DAY, status=EntryStatus.DONE
)
CORRECTED = events.EntryCorrected(
    **OF_IT,
    kind=EntryKind.APPOINTMENT,
    held_on=DAY,
    status=EntryStatus.MISSED,
    minutes=0,
    by_supporter=True,
)
NEVER = events.EntryEnteredInError(**OF_IT)


@pytest.mark.parametrize(
    ("history", "stands"),
    [
        ([BOOKED], [("PLANNED", True)]),
        ([BOOKED, SETTLED], [("DONE", True)]),
        ([SETTLED], [("DONE", None)]),
        ([BOOKED, SETTLED, CORRECTED], [("MISSED", True)]),
        ([BOOKED, NEVER], []),
        ([replace(BOOKED, kind=EntryKind.CONTACT)], []),
        ([replace(BOOKED, by_supporter=False)], [("PLANNED", False)]),
    ],
)
def test_an_appointment_stands_as_it_was_said_last(
    engine: Engine, history: list[Any], stands: list[tuple[str, bool | None]]
) -> None:
    c = appointment_facts.c
    with engine.begin() as db:
        facts.create(db)
        follow(db, facts, history)
        rows = db.execute(select(c.status, c.by_supporter)).all()
    assert [tuple(row) for row in rows] == stands


def on(day: date, status: EntryStatus) -> DatedAppointment:
    return DatedAppointment(day, status)


@pytest.mark.parametrize(
    ("appointments", "counted"),
    [
        ([], Kept()),
        ([on(date(2026, 3, 1), EntryStatus.DONE)], Kept(kept=1)),
        ([on(date(2026, 2, 28), EntryStatus.DONE)], Kept()),
        ([on(TODAY, EntryStatus.MISSED)], Kept(missed=1)),
        ([on(TODAY, EntryStatus.PLANNED)], Kept(not_said=1)),
        ([on(date(2026, 3, 21), EntryStatus.PLANNED)], Kept()),
        ([on(DAY, EntryStatus.CANCELLED)], Kept()),
    ],
)
def test_those_whose_day_has_come_are_counted(
    appointments: list[DatedAppointment], counted: Kept
) -> None:
    assert Kept.of(appointments, MARCH, TODAY) == counted


@pytest.mark.parametrize(
    ("kept", "missed", "share"), [(9, 0, None), (9, 1, 90), (10, 0, 100), (7, 4, 64)]
)
def test_a_share_is_told_from_ten_on(kept: int, missed: int, share: int | None) -> None:
    assert Kept(kept, missed, not_said=5).share == share
