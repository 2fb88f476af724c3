from datetime import date

import pytest

from services.common.days import must_not_precede
from shared.aggregate import Invalid

DAY = date(2026, 3, 2)


def test_what_follows_may_lie_on_the_same_day() -> None:
    must_not_precede(DAY, DAY)


def test_what_follows_may_not_lie_a_day_before() -> None:
    with pytest.raises(Invalid, match="2026-03-01 lies before 2026-03-02"):
        must_not_precede(date(2026, 3, 1), DAY)
