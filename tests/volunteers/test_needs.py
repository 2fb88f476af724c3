"""A need of a support person: opened once, and closed with its case."""

from dataclasses import replace
from datetime import date

import pytest

from services.common.disclosing import Parties
from services.volunteers.needs.domain import Need
from services.volunteers.needs.events import (
    NeedAgeCorrected,
    NeedClosed,
    NeedEvent,
    NeedPlaceCorrected,
    NeedReopened,
)
from shared.kernel.testing import given
from tests.volunteers.examples import CASE, MAY, NEED, NGO, SENDER

CLOSED = NeedClosed(case_id=CASE, on=MAY)
REOPENED = NeedReopened(case_id=CASE, on=MAY)
PARTIES = Parties(sender=SENDER, provider=NGO, level="L1")
KNOWN = replace(NEED, parties=PARTIES)
MOVED = NeedPlaceCorrected(case_id=CASE, municipality="202", on=MAY)
WITHHELD = NeedPlaceCorrected(case_id=CASE, municipality=None, on=MAY)
AGED = NeedAgeCorrected(
    case_id=CASE,
    subject_id=NEED.subject_id,
    age_band="16-17",
    asks_child=False,
    date_of_birth=date(2009, 5, 4),
    on=MAY,
)


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


def test_only_a_closed_need_is_looked_after_again() -> None:
    histories = ((), (NEED,), (NEED, CLOSED), (NEED, CLOSED, REOPENED))
    assert [a_need(*history).reopen(MAY) for history in histories] == [[], [], [REOPENED], []]
    assert a_need(NEED, CLOSED, REOPENED) == a_need(NEED)


@pytest.mark.parametrize(
    ("corrected", "before", "after"),
    [
        (MOVED, NEED, replace(NEED, municipality="202")),
        (MOVED, KNOWN, replace(KNOWN, municipality="202")),
        (WITHHELD, NEED, replace(NEED, municipality=None)),
        (WITHHELD, KNOWN, replace(NEED, municipality=None, parties=replace(PARTIES, hidden=True))),
        (
            AGED,
            KNOWN,
            replace(KNOWN, age_band="16-17", asks_child=False, date_of_birth=AGED.date_of_birth),
        ),
    ],
)
def test_what_is_put_right_of_a_need_is_that_alone(
    corrected: NeedEvent, before: NeedEvent, after: NeedEvent
) -> None:
    assert a_need(before, corrected) == a_need(after)
    assert a_need(corrected) == a_need()


def test_a_place_is_put_right_where_somebody_is_looked_for_and_it_was_another() -> None:
    for place, corrected in (("202", [MOVED]), (None, [WITHHELD]), (NEED.municipality, [])):
        assert a_need(NEED).correct_place(place, on=MAY) == corrected
        assert a_need().correct_place(place, on=MAY) == []


@pytest.mark.parametrize(
    "other",
    [{"age_band": "16-17"}, {"asks_child": False}, {"date_of_birth": date(2009, 5, 4)}],
)
def test_an_age_is_put_right_where_one_thing_of_it_was_another(other: dict[str, object]) -> None:
    same = {name: getattr(NEED, name) for name in ("age_band", "asks_child", "date_of_birth")}
    assert a_need(NEED).correct_age(replace(AGED, **same)) == []
    corrected = replace(AGED, **same | other)
    assert a_need(NEED).correct_age(corrected) == [corrected]
    assert a_need().correct_age(corrected) == []
