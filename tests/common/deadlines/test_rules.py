"""When the clock acts before and after a last day, by each calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.common import workdays
from services.common.days import start_of
from services.common.deadlines.rules import DAYS, WORKDAYS, DeadlineKind, Step

ANSWER = DeadlineKind("answer", WORKDAYS, reminds=2, escalates=5)
END = DeadlineKind("end", DAYS, reminds=90)
FRIDAY = date(2026, 11, 27)


def test_working_days_before_a_day_leave_out_weekends_and_holidays() -> None:
    monday, after_christmas = date(2026, 11, 30), date(2026, 12, 28)
    assert workdays.before(monday, 1) == FRIDAY
    assert workdays.before(after_christmas, 1) == date(2026, 12, 23)
    assert workdays.due(workdays.before(monday, 3), 3) == monday


def test_an_answer_is_reminded_of_missed_and_escalated_on_working_days() -> None:
    assert ANSWER.moments(FRIDAY) == {
        Step.REMINDED: start_of(date(2026, 11, 25)),
        Step.MISSED: start_of(date(2026, 11, 30)),  # nothing is late on a Saturday
        Step.ESCALATED: start_of(date(2026, 12, 4)),
    }


def test_days_begin_in_helsinki_and_calendar_days_count_all() -> None:
    moments = END.moments(date(2026, 12, 31))
    assert moments == {
        Step.REMINDED: datetime(2026, 10, 1, 21, tzinfo=UTC),
        Step.MISSED: datetime(2026, 12, 31, 22, tzinfo=UTC),
    }


@pytest.mark.parametrize(
    ("day", "step"),
    [
        (date(2026, 11, 25), Step.REMINDED),
        (date(2026, 11, 30), Step.MISSED),
        (date(2026, 12, 4), Step.ESCALATED),
    ],
)
def test_a_step_is_taken_at_its_moment_and_not_before(day: date, step: Step) -> None:
    at = start_of(day)
    before = ANSWER.step_at(FRIDAY, at - timedelta(microseconds=1), None)
    assert (before == step, ANSWER.step_at(FRIDAY, at, None)) == (False, step)


def test_nobody_is_reminded_of_what_is_late_already() -> None:
    assert ANSWER.step_at(FRIDAY, start_of(date(2027, 1, 1)), None) is Step.ESCALATED


def test_no_step_is_taken_again_and_after_the_last_the_clock_rests() -> None:
    at = start_of(date(2026, 12, 1))
    assert ANSWER.step_at(FRIDAY, at, Step.MISSED) is None
    assert ANSWER.next_after(FRIDAY, Step.MISSED) == start_of(date(2026, 12, 4))
    assert ANSWER.next_after(FRIDAY, Step.ESCALATED) is None
    assert END.next_after(FRIDAY, Step.MISSED) is None
