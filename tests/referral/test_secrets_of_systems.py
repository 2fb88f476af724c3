"""Which secrets of a system are worth something on a day."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from services.referral.clients.rules import ends_on, valid_secrets

MARCH = date(2026, 3, 1)


@dataclass(frozen=True)
class Drawn:
    drawn_on: date


FIRST, SECOND = Drawn(MARCH), Drawn(MARCH + timedelta(days=30))


@pytest.mark.parametrize(
    ("after", "valid"), [(0, (FIRST, SECOND)), (1, (SECOND,))], ids=["in time", "later"]
)
def test_the_secret_before_the_newest_ends(after: int, valid: tuple[Drawn, ...]) -> None:
    day = ends_on(SECOND) + timedelta(days=after)
    assert valid_secrets([FIRST, SECOND], on=day) == valid


def test_a_secret_lives_on_for_thirty_days_beside_the_next() -> None:
    assert ends_on(Drawn(MARCH)) == date(2026, 3, 31)


def test_the_only_secret_does_not_end() -> None:
    assert valid_secrets([FIRST], on=date(2099, 1, 1)) == (FIRST,)


def test_without_any_none_is_valid() -> None:
    assert valid_secrets([], on=MARCH) == ()
