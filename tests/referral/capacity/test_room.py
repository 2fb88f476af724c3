from uuid import UUID

import pytest

from services.referral.capacity.rules import Room, median_wait
from services.referral.openings.rules import Declared
from services.referral.routes.rules import FamilyCount


def room(places: int | None, going_on: int, waiting: int = 0) -> Room:
    return Room(
        id=UUID(int=1),
        organisation=UUID(int=2),
        programme="kaveri",
        declared=Declared(places=places),
        families=FamilyCount(going_on=going_on, waiting=waiting),
    )


@pytest.mark.parametrize(
    ("places", "going_on", "waiting", "left"),
    [(5, 3, 1, 1), (5, 4, 1, 0), (5, 9, 0, 0), (0, 0, 0, 0), (None, 3, 0, None)],
)
def test_what_is_left_is_never_less_than_nothing(
    places: int | None, going_on: int, waiting: int, left: int | None
) -> None:
    assert room(places, going_on, waiting).places_left == left


def test_a_wait_is_told_of_five_families_and_not_of_four() -> None:
    assert median_wait([10, 20, 30, 40]) == (None, 4)
    assert median_wait([50, 10, 20, 30, 40]) == (30, 5)
    assert median_wait([]) == (None, 0)


def test_a_median_is_no_mean() -> None:
    assert median_wait([1, 1, 2, 3, 300]) == (2, 5)
