"""Plan meetings on the clock: the next one as agreed at the last, until another one is held."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine

from services.casework.deadlines.projections import deadlines
from services.casework.plan import events
from tests.casework.examples import CASE
from tests.casework.test_deadlines import BEGUN, CLOSED, TERMS
from tests.following import waiting

FIRST, NEXT, AFTER = date(2026, 3, 10), date(2026, 6, 10), date(2026, 9, 10)
HELD = events.PlanMeetingHeld(
    case_id=CASE,
    subject_id=UUID(int=3),
    meeting_id=UUID(int=61),
    held_on=FIRST,
    goals_being_met=True,
    present=4,
    participants=(),
    decisions="",
    next_on=NEXT,
)
AGAIN = replace(HELD, meeting_id=UUID(int=62), held_on=NEXT, next_on=AFTER)
LAST = replace(AGAIN, next_on=None)
CORRECTED = events.PlanMeetingCorrected(
    case_id=CASE,
    subject_id=UUID(int=3),
    meeting_id=HELD.meeting_id,
    held_on=FIRST,
    goals_being_met=True,
    present=4,
    participants=(),
    decisions="",
    next_on=AFTER,
)
NEVER = events.PlanEnteredInError(case_id=CASE, part_id=HELD.meeting_id)
ANOTHER = events.PlanEnteredInError(case_id=CASE, part_id=UUID(int=77))


@pytest.mark.parametrize(
    ("history", "due"),
    [
        ([], None),
        ([HELD], NEXT),
        ([HELD, CORRECTED], AFTER),
        ([HELD, AGAIN], AFTER),
        ([AGAIN, HELD], AFTER),
        ([HELD, LAST], None),
        ([HELD, NEVER], None),
        ([HELD, ANOTHER], NEXT),
        ([HELD, AGAIN, replace(NEVER, part_id=AGAIN.meeting_id)], NEXT),
        ([HELD, CLOSED], None),
    ],
)
def test_the_next_meeting_is_due_until_another_is_held(
    engine: Engine, history: list[Any], due: date | None
) -> None:
    assert waiting(engine, deadlines, TERMS, BEGUN, *history).get("plan-meeting") == due
