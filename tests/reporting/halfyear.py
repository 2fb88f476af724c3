"""Half a year of the demo's region through the product's own commands, its editions included."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest

from services.common.geography import municipalities, reporting_area
from services.demo import region
from services.demo.agreements import AGREEMENTS
from services.demo.year import DayClock, Year
from services.platform.embedded import HELSINKI, Platform
from services.reporting.disclosure.cells import Key, Kind
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

    def rows(self, figure: str) -> Iterator[tuple[Key, Counted]]:
        """What the editions count of the figure: month, area, programme and class of each."""
        if INDICATORS[figure].kind is Kind.FLOW:
            booked = self.booked(figure)
        else:
            booked = [(m, each) for m in MONTHS for each in self.counted_in(figure, m)]
        for month, counted in booked:
            yield (month, *cell_of(counted)), counted

    def counted_in(self, figure: str, month: str) -> list[Counted]:
        """The same of a stock, or of people seen in a month."""
        return self.oracles[month].count(figure, f"{month}-01", last_day(month))

    def number(self, figure: str, key: Key) -> int:
        """What the stores told of one cell of the editions."""
        last = key[0][-7:]
        first = last if INDICATORS[figure].kind is Kind.STOCK else key[0][:7]
        inside = {
            counted.who
            for cell, counted in self.rows(figure)
            if first <= cell[0] <= last
            and all(w == "*" or c in w.split("+") for c, w in zip(cell[1:], key[1:], strict=True))
        }
        return (len(inside) + 2) // 5 * 5 if "~~" in key[0] else len(inside)


def cell_of(counted: Counted) -> tuple[str, str, str]:
    place = counted.family.place
    if place != "withheld":
        place = reporting_area(place) if place in offered() else "elsewhere"
    return place, counted.family.programme or "open", counted.class_ or "any"


@cache
def offered() -> frozenset[str]:
    """The municipalities that agreements name."""
    areas = [area for _, _, _, area in AGREEMENTS]
    return frozenset(
        code
        for code, place in municipalities().items()
        if any(code in area.municipalities or place.county in area.counties for area in areas)
    )


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
