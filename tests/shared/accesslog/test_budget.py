"""How many files somebody may open within an hour: both sides of each border."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.accesslog.budget import Excess, Look, ViewBudget, excess

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
USUAL = ViewBudget()


def looks(number: int, *, apart: timedelta = timedelta(seconds=1)) -> list[Look]:
    return [(NOON + apart * place, (str(place),)) for place in range(number)]


@pytest.mark.parametrize(("opened", "exceeds"), [(0, False), (1, False), (59, False), (60, True)])
def test_from_the_sixtieth_on_it_is_told(opened: int, exceeds: bool) -> None:
    assert (excess(looks(opened), USUAL) is not None) == exceeds


def test_it_is_told_once_for_the_moment_at_which_it_was_reached() -> None:
    assert excess(looks(75), USUAL) == Excess(NOON + timedelta(seconds=59), 60)


@pytest.mark.parametrize(
    ("later", "exceeds"),
    [(timedelta(minutes=59, seconds=59, microseconds=999_999), True), (timedelta(hours=1), False)],
)
def test_a_look_of_an_hour_ago_counts_no_more(later: timedelta, exceeds: bool) -> None:
    first, *others = looks(60, apart=timedelta(0))
    at = NOON + later
    assert (excess([first, *((at, files) for _, files in others)], USUAL) is not None) == exceeds


def test_the_same_file_counts_once_within_the_hour() -> None:
    again = [*looks(59), *((NOON + timedelta(minutes=9), ("0",)) for _ in range(30))]
    assert excess(again, USUAL) is None


def test_one_look_may_show_many_files() -> None:
    files = [str(number) for number in range(60)]
    assert excess([(NOON, files[:59])], USUAL) is None
    assert excess([(NOON, files)], USUAL) == Excess(NOON, 60)


def test_the_number_and_the_window_are_data() -> None:
    assert excess(looks(3), ViewBudget(most=3)) == Excess(NOON + timedelta(seconds=2), 3)
    slow = looks(3, apart=timedelta(minutes=5))
    assert excess(slow, ViewBudget(most=3, window=timedelta(minutes=10))) is None
    assert excess(slow, ViewBudget(most=3, window=timedelta(minutes=11))) is not None
