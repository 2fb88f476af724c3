"""Half a year of the demo's region through the product's own commands, its editions included."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from services.demo import region
from services.demo.year import DayClock, Year
from services.platform.embedded import HELSINKI, Platform
from services.reporting.editions.commands import publish
from services.reporting.indicators.catalogue import INDICATORS
from shared.kernel.clock import Clock
from tests.platform import BASE, Stepped
from tests.reporting.oracle import Counted, Oracle, last_day, oracle

FIRST, LAST = date(2026, 1, 2), date(2026, 8, 5)
MONTHS = tuple(f"2026-{month:02}" for month in range(1, 8))


@dataclass(eq=False)
class HalfYear:
    """The platform as it stands on the last day, and what was read on the way there."""

    stepped: Stepped
    oracles: dict[str, Oracle] = field(default_factory=dict)  # month -> what the stores said then

    @cached_property
    def now(self) -> dict[str, Any]:
        """What the live totals say, asked at the end of each month."""
        reporting = self.stepped.platform.services["reporting"]
        self.stepped.platform.apps.make_all()  # by today's clock, by which tokens are judged
        usual, totals = reporting.clock, {}
        for month in MONTHS:
            noon = datetime.combine(date.fromisoformat(last_day(month)), time(12), UTC)
            reporting.clock = Clock(usual.zone, lambda noon=noon: noon)  # type: ignore[misc]  # bound now
            totals[month] = self.stepped.caller("regional").get("/reporting/api/v1/now").json
        reporting.clock = usual
        return totals

    @cached_property
    def oracle(self) -> Oracle:
        return oracle(self.stepped.platform.services)

    def booked(self, figure: str) -> list[tuple[str, Counted]]:
        """What the editions count, each with its month: a late fact is of the month then open."""
        booked: list[tuple[str, Counted]] = []
        seen: set[str] = set()
        for month, stores_then in self.oracles.items():
            for counted in stores_then.count(figure, "2000-01-01", last_day(month)):
                if counted.who not in seen:
                    booked.append((month, counted))
                    seen.add(counted.who)
        return booked

    def by_period(self, figure: str) -> Iterator[tuple[str, list[Counted]]]:
        """What each month and the whole half-year count of the figure."""
        kind = INDICATORS[figure].kind
        booked = self.booked(figure) if kind == "flow" else []
        months = {
            month: [counted for booked_in, counted in booked if booked_in == month]
            if kind == "flow"
            else self.counted_in(figure, month)
            for month in MONTHS
        }
        yield from months.items()
        by_person = {counted.who: counted for month in MONTHS[:6] for counted in months[month]}
        yield "2026-H1", months[MONTHS[5]] if kind == "stock" else list(by_person.values())

    def counted_in(self, figure: str, month: str) -> list[Counted]:
        """The same of a stock, or of people seen in a month."""
        return self.oracles[month].count(figure, f"{month}-01", last_day(month))


def cells_of(counted: list[Counted], parents: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Every cell that contains one of the facts: place, programme and class."""
    for each in counted:
        places = {"*", "everywhere", *_with_above(each.family.place, parents)}
        programmes = ("*", each.family.programme or "open", f"provider:{each.family.provider}")
        yield from product(places, programmes, {"*", each.class_ or "any"})


def _with_above(place: str, parents: Mapping[str, str]) -> Iterator[str]:
    place = place if place in parents else "elsewhere"
    yield place
    while place in parents:
        place = parents[place]
        yield place


@pytest.fixture(scope="session")
def halfyear(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HalfYear]:
    yield from _lived(tmp_path_factory.mktemp("halfyear"))


def _lived(folder: Path) -> Iterator[HalfYear]:
    oracles: dict[str, Oracle] = {}
    _live(folder, oracles)
    halfyear = HalfYear(Stepped(Platform(folder, BASE, sync="OFF").open()), oracles=oracles)
    halfyear.stepped.settle()
    yield halfyear
    halfyear.stepped.platform.close()


def _live(folder: Path, oracles: dict[str, Oracle]) -> None:
    """Write the half-year; `told` gets what the stores say when each edition comes out."""
    clock = DayClock(FIRST)
    platform = Platform(folder, BASE, clock=Clock(HELSINKI, clock.now), sync="OFF").open()
    region.fill_directory(platform)

    def close_month(year: Year) -> None:
        if year.today.day == region.DAY_OF_EDITIONS:
            platform.settle()
            before = year.today.replace(day=1) - timedelta(days=1)
            oracles[f"{before:%Y-%m}"] = oracle(platform.services)
            publish(platform.services["reporting"])

    year = Year(platform, clock, LAST, random.Random(region.SEED), evening=close_month)
    region._plan(year, FIRST)
    year.run()
    platform.close()
