"""Appointments on the clock: the next one of a case, until somebody says what came of it."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine

from services.casework.deadlines.projections import deadlines
from services.casework.entries import events
from services.common.codes import EntryKind, EntryStatus, Party
from tests.casework.examples import CASE, PROVIDER
from tests.casework.test_deadlines import BEGUN, TERMS
from tests.following import waiting

FIRST, SECOND = date(2026, 3, 10), date(2026, 4, 10)


def booked(day: date, number: int) -> events.EntryRecorded:
    return events.EntryRecorded(
        entry_id=UUID(int=number),
        case_id=CASE,
        organisation=PROVIDER,
        kind=EntryKind.APPOINTMENT,
        held_on=day,
        status=EntryStatus.PLANNED,
        minutes=0,
        by_supporter=True,
        party=Party.HEALTH_CARE,
    )


A, B = booked(FIRST, 51), booked(SECOND, 52)
KEPT = events.EntrySettled(
    entry_id=A.entry_id,
    case_id=CASE,
    organisation=PROVIDER,
    kind=EntryKind.APPOINTMENT,
    held_on=FIRST,
    status=EntryStatus.DONE,
)
ERROR = events.EntryEnteredInError(entry_id=A.entry_id, case_id=CASE, organisation=PROVIDER)
CALLED = replace(A, kind=EntryKind.CONTACT, status=EntryStatus.DONE)


@pytest.mark.parametrize(
    ("history", "due"),
    [
        ([], None),
        ([A], FIRST),
        ([B, A], FIRST),
        ([A, B, KEPT], SECOND),
        ([A, KEPT], None),
        ([A, ERROR], None),
        ([CALLED], None),
    ],
)
def test_the_next_appointment_is_due_until_it_is_settled(
    engine: Engine, history: list[Any], due: date | None
) -> None:
    assert waiting(engine, deadlines, TERMS, BEGUN, *history).get("appointment") == due
