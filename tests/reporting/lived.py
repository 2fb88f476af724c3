"""Eight months of Helsinki's team through the product's own commands, and nobody else's."""

import random
from collections.abc import Iterator
from datetime import date

import pytest

from services.demo.cohort import live_through_the_cohort
from services.demo.region import fill_directory
from services.demo.year import DayClock, Year
from services.platform.embedded import HELSINKI, Platform
from shared.kernel.clock import Clock
from tests.platform import BASE, Stepped, begun

FIRST, LAST = date(2025, 11, 20), date(2026, 8, 5)


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stepped]:
    """The team's families and nobody else's, from the first month to the day after the last."""
    folder, clock = tmp_path_factory.mktemp("cohort"), DayClock(FIRST)
    platform = Platform(folder, BASE, clock=Clock(HELSINKI, clock.now), sync="OFF").open()
    fill_directory(platform)
    year = Year(platform, clock, LAST, random.Random(1))
    live_through_the_cohort(year, FIRST)
    year.run()
    platform.close()
    with begun(folder, tmp_path_factory.mktemp("lived") / "var") as today:
        today.settle()
        yield today
