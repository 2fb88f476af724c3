from datetime import date
from uuid import UUID

import pytest

from services.common.codes import CapacityPeriod, ClosingReason
from services.referral.openings.domain import Opening
from services.referral.openings.events import CapacityClosed, CapacityDeclared, CapacityOpened
from services.referral.openings.rules import Declared, opening_of
from shared.kernel.aggregate import Invalid
from shared.kernel.testing import given

ID, MLL = UUID(int=1), UUID(int=2)
SUNDAY, MONDAY, TUESDAY = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)
DECLARED = CapacityDeclared(
    opening_id=ID,
    organisation=MLL,
    programme="kaveri",
    places=5,
    period=CapacityPeriod.YEAR,
    on=MONDAY,
)
CLOSED = CapacityClosed(
    opening_id=ID,
    organisation=MLL,
    programme="kaveri",
    reason=ClosingReason.STAFF,
    on=MONDAY,
    until=None,
)


def declare(opening: Opening, places: int) -> object:
    period = CapacityPeriod.YEAR
    return opening.declare(of=MLL, programme="kaveri", places=places, period=period, on=MONDAY)


def close(opening: Opening, until: date | None = None) -> object:
    reason = ClosingReason.STAFF
    return opening.close(of=MLL, programme="kaveri", reason=reason, on=MONDAY, until=until)


def test_places_are_declared_once() -> None:
    assert declare(Opening(ID), 5) == [DECLARED]
    assert declare(given(Opening(ID), DECLARED), 5) == []


def test_closing_leaves_the_places_and_opening_ends_it() -> None:
    assert close(Opening(ID)) == [CLOSED]
    closed = given(Opening(ID), DECLARED, CLOSED)
    assert close(closed) == []
    assert (closed.declared.places, closed.declared.closed_on(MONDAY)) == (5, "STAFF")
    opened = CapacityOpened(opening_id=ID, organisation=MLL, programme="kaveri", on=TUESDAY)
    assert closed.open(of=MLL, programme="kaveri", on=TUESDAY) == [opened]
    again = given(closed, opened)
    assert (again.declared.places, again.declared.closed_on(TUESDAY)) == (5, "")
    assert again.open(of=MLL, programme="kaveri", on=TUESDAY) == []


def test_it_does_not_open_before_it_closes() -> None:
    with pytest.raises(Invalid):
        close(Opening(ID), SUNDAY)
    assert close(Opening(ID), MONDAY) != []


@pytest.mark.parametrize(
    ("day", "why"),
    [(SUNDAY, ""), (MONDAY, "HOLIDAY"), (TUESDAY, "HOLIDAY"), (date(2026, 3, 4), "")],
)
def test_it_is_closed_from_the_first_day_to_the_last(day: date, why: str) -> None:
    closed = Declared(closed="HOLIDAY", closed_from=MONDAY, closed_until=TUESDAY)
    assert closed.closed_on(day) == why


def test_there_is_one_opening_for_each_organisation_and_programme() -> None:
    assert opening_of(MLL, "kaveri") == opening_of(MLL, "kaveri")
    assert opening_of(MLL, "kaveri") != opening_of(MLL, "other")
    assert opening_of(MLL, "kaveri") != opening_of(ID, "kaveri")
