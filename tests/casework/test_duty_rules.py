"""The roster of the 24-hour telephone: hours of the people, gaps, and who hands on what."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from services.casework.duties import events
from services.casework.duties.domain import PhoneDuty
from services.casework.duties.rules import Duty, Span, gaps, moment, overlapping, repeated
from shared.kernel.aggregate import Refused
from shared.kernel.testing import given

DUTY, HOME, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
ANNA, BERTIL = UUID(int=4), UUID(int=5)
FRIDAY = date(2026, 10, 23)
HOUR = timedelta(hours=1)


def at(hour: int, *, day: int = 1) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=UTC)


NIGHT = Span(at(16), at(6, day=2))
AGREED = events.DutyAgreed(
    duty_id=DUTY, organisation=HOME, person_id=ANNA, since=NIGHT.since, until=NIGHT.until
)
HANDED_ON = events.DutyHandedOn(duty_id=DUTY, organisation=HOME, person_id=BERTIL)
CANCELLED = events.DutyCancelled(duty_id=DUTY, organisation=HOME)


def test_a_weekend_is_as_long_as_the_clocks_make_it() -> None:
    (span,) = repeated(FRIDAY, "16:00", FRIDAY + timedelta(days=3), "08:00", weeks=1)
    assert span == Span(
        datetime(2026, 10, 23, 13, tzinfo=UTC), datetime(2026, 10, 26, 6, tzinfo=UTC)
    )
    assert span.until - span.since == 65 * HOUR  # one more: summer time has ended


def test_the_same_hours_come_week_after_week_in_summer_and_winter_time() -> None:
    spans = repeated(FRIDAY, "16:00", FRIDAY, "22:00", weeks=2)
    assert [each.since for each in spans] == [
        moment(FRIDAY, "16:00"),
        moment(date(2026, 10, 30), "16:00"),
    ]
    assert spans[1].since - spans[0].since == timedelta(days=7) + HOUR


@pytest.mark.parametrize(
    ("last_day", "until_time", "weeks", "code"),
    [
        (FRIDAY, "16:00", 1, "until"),
        (FRIDAY - timedelta(days=1), "22:00", 1, "until"),
        (FRIDAY + timedelta(days=16), "16:00", 1, "long"),
        (FRIDAY + timedelta(days=8), "16:00", 2, "weeks"),
    ],
)
def test_hours_that_make_no_sense_are_refused(
    last_day: date, until_time: str, weeks: int, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        repeated(FRIDAY, "16:00", last_day, until_time, weeks=weeks)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("others", "missing"),
    [
        ([], [Span(at(0), at(23))]),
        ([Span(at(0), at(23))], []),
        ([Span(at(2), at(4))], [Span(at(0), at(2)), Span(at(4), at(23))]),
        ([Span(at(4), at(9)), Span(at(0), at(4))], [Span(at(9), at(23))]),
        ([Span(at(0), at(9)), Span(at(5), at(6)), Span(at(12), at(23))], [Span(at(9), at(12))]),
    ],
)
def test_a_gap_is_when_nobody_answers(others: list[Span], missing: list[Span]) -> None:
    duties = [Duty(UUID(int=n), ANNA, span) for n, span in enumerate(others)]
    assert list(gaps(duties, Span(at(0), at(23)))) == missing


def test_who_follows_on_the_hour_does_not_overlap() -> None:
    assert overlapping(NIGHT, [Span(at(6), at(16)), Span(NIGHT.until, at(9, day=2))]) == []
    late = Span(NIGHT.until - HOUR, at(9, day=2))
    assert overlapping(NIGHT, [late]) == [late]
    assert (NIGHT.holds(at(16)), NIGHT.holds(NIGHT.until)) == (True, False)


def test_a_duty_is_agreed_once_handed_on_and_cancelled_before_it_is_over() -> None:
    duty, before = given(PhoneDuty(DUTY), AGREED), NIGHT.until - HOUR
    assert PhoneDuty(DUTY).agree(HOME, ANNA, NIGHT) == [AGREED]
    assert duty.agree(HOME, ANNA, NIGHT) == []
    assert duty.hand_on(BERTIL, works_for=HOME, at=before) == [HANDED_ON]
    assert given(duty, HANDED_ON).hand_on(BERTIL, works_for=HOME, at=before) == []
    assert duty.cancel(at=before) == [CANCELLED]
    assert given(duty, CANCELLED).cancel(at=before) == []


@pytest.mark.parametrize(
    ("history", "works_for", "when", "code"),
    [
        ([AGREED], OTHER, NIGHT.since, "not_ours"),
        ([AGREED], HOME, NIGHT.until, "over"),
        ([AGREED, CANCELLED], HOME, NIGHT.since, "no_such_duty"),
        ([], HOME, NIGHT.since, "no_such_duty"),
    ],
)
def test_a_duty_is_handed_on_within_the_organisation_while_it_lasts(
    history: list[events.DutyEvent], works_for: UUID, when: datetime, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        given(PhoneDuty(DUTY), *history).hand_on(BERTIL, works_for=works_for, at=when)
    assert refused.value.code == code
