"""When the others hear of a log's end, and its officer of who opened much."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from services.common.accesses.domain import AccessLog, Onlooker
from services.common.accesses.events import AccessLogCut, AccessLogSigned, ViewBudgetExceeded
from shared.kernel.aggregate import fold

NOON, HOUR = datetime(2026, 3, 2, 12, tzinfo=UTC), timedelta(hours=1)
LOG, EVE, HOME = UUID(int=1), UUID(int=2), UUID(int=3)


def end(position: int) -> AccessLogSigned:
    return AccessLogSigned(
        log_id=LOG,
        service="casework",
        position=position,
        hash="h",
        signed_at=NOON,
        key="k",
        signature="s",
    )


@pytest.mark.parametrize(("position", "expected"), [(6, []), (7, []), (8, [end(8)])])
def test_an_end_is_told_once_and_none_before_it(
    position: int, expected: list[AccessLogSigned]
) -> None:
    log = fold(AccessLog(LOG), [end(7)])
    assert log.tell(end(position)) == expected


def cut(position: int) -> AccessLogCut:
    return AccessLogCut(
        log_id=LOG,
        service="casework",
        position=position,
        hash="h",
        before=NOON,
        signed_at=NOON,
        key="k",
        signature="s",
    )


@pytest.mark.parametrize(("position", "is_told"), [(3, False), (4, False), (5, True)])
def test_a_cut_is_told_once_and_none_before_it_and_moves_no_end(
    position: int, is_told: bool
) -> None:
    log = fold(AccessLog(LOG), [end(7), cut(4)])
    assert log == AccessLog(LOG, position=7, cut=4)
    assert log.shorten(cut(position)) == ([cut(position)] if is_told else [])


def test_the_first_end_and_the_first_cut_are_told() -> None:
    assert (AccessLog(LOG).tell(end(1)), AccessLog(LOG).tell(end(0))) == ([end(1)], [])
    assert (AccessLog(LOG).shorten(cut(1)), AccessLog(LOG).shorten(cut(0))) == ([cut(1)], [])


def exceeded(at: datetime) -> ViewBudgetExceeded:
    return ViewBudgetExceeded(principal_id=EVE, organisation=HOME, opened=60, at=at)


@pytest.mark.parametrize(
    ("later", "is_told"),
    [(timedelta(0), False), (HOUR - timedelta(microseconds=1), False), (HOUR, True)],
)
def test_who_goes_on_is_told_of_again_after_the_window(later: timedelta, is_told: bool) -> None:
    person = fold(Onlooker(EVE), [exceeded(NOON)])
    decided = person.exceed(at=NOON + later, opened=60, window=HOUR, organisation=HOME)
    assert decided == ([exceeded(NOON + later)] if is_told else [])


def test_the_first_time_is_told_at_once() -> None:
    assert Onlooker(EVE).exceed(at=NOON, opened=60, window=HOUR, organisation=HOME) == [
        exceeded(NOON)
    ]
