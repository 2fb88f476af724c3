"""A need of a support person: opened once, and closed with its case."""

from services.volunteers.needs.domain import Need
from services.volunteers.needs.events import NeedClosed, NeedEvent
from shared.kernel.testing import given
from tests.volunteers.examples import CASE, MAY, NEED

CLOSED = NeedClosed(case_id=CASE, on=MAY)


def a_need(*history: NeedEvent) -> Need:
    return given(Need(CASE), *history)


def test_a_need_opens_once() -> None:
    assert [a_need(*history).open(NEED) for history in ((), (NEED,), (NEED, CLOSED))] == [
        [NEED],
        [],
        [],
    ]


def test_a_need_is_open_until_it_is_closed() -> None:
    assert [a_need(*history).is_open for history in ((), (NEED,), (NEED, CLOSED))] == [
        False,
        True,
        False,
    ]
    assert a_need(NEED).opened == NEED


def test_only_an_open_need_closes() -> None:
    assert [a_need(*history).close(MAY) for history in ((), (NEED,), (NEED, CLOSED))] == [
        [],
        [CLOSED],
        [],
    ]
