"""A bicycle shop to test the machinery with: `shared` knows no social care."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, ClassVar, Self, assert_never
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.kernel.clock import Clock
from shared.kernel.events import Data, event, personal, upcast
from shared.kernel.sealing import Open
from shared.store import Store
from shared.work import Actor, Work

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SHOP = UUID("00000000-0000-4000-8000-00000000c0de")
ANA = Actor("ana", SHOP)


@event("bicycle.bought", version=2, public=True)
class Bought:
    bicycle_id: UUID
    model: str
    price: int  # cents


@upcast("bicycle.bought", to=2)
def count_in_cents(data: Data) -> Data:
    """Version 1 told the price in euros."""
    return data | {"price": data["price"] * 100}


@event("bicycle.lent", to=("workshop",))
class Lent:
    bicycle_id: UUID
    rider_id: UUID
    rider: str | None = personal(of="rider_id", retention="loan", default=None)


@event("bicycle.repaired")
class Repaired:
    bicycle_id: UUID
    hours: int


@event("bicycle.scrapped", public=True)
class Scrapped:
    bicycle_id: UUID
    on: str = "today"


BicycleEvent = Bought | Lent | Repaired | Scrapped


@dataclass(frozen=True)
class Bicycle:
    category: ClassVar = "bicycle"

    id: UUID
    price: int = 0
    repairs: int = 0
    concerns: tuple[UUID, ...] = (SHOP,)

    def evolve(self, event: BicycleEvent) -> Self:
        match event:
            case Bought(price=price):
                return replace(self, price=price)
            case Repaired():
                return replace(self, repairs=self.repairs + 1)
            case Lent() | Scrapped():
                return self
            case _:
                assert_never(event)


def bicycle(number: int) -> UUID:
    """The id of the shop's n-th bicycle."""
    return UUID(int=number, version=4)


def stream(number: int) -> str:
    return f"bicycle-{bicycle(number)}"


def ticking(start: datetime = NOON) -> Clock:
    """A clock that moves a second whenever it is looked at."""
    seconds = count()  # unlike a generator it may be asked by two threads at once
    return Clock(ZoneInfo("Europe/Helsinki"), lambda: start + timedelta(seconds=next(seconds)))


CLOCK = ticking()


def work(store: Store, actor: Actor = ANA) -> Work:
    return Work(store, actor=actor, clock=CLOCK, sealing=Open())


def append(store: Store, number: int, *events: BicycleEvent, concerns: Any = (SHOP,)) -> int:
    """Append in a work of its own; the stream's new version."""
    with work(store) as doing:
        about = Bicycle(bicycle(number), concerns=concerns)
        return doing.change(about, lambda _: list(events))[1]


def bought(number: int, price: int = 100) -> Bought:
    return Bought(bicycle_id=bicycle(number), model="city", price=price)


def repaired(number: int, hours: int = 1) -> Repaired:
    return Repaired(bicycle_id=bicycle(number), hours=hours)


def lent(number: int) -> Lent:
    return Lent(bicycle_id=bicycle(number), rider_id=bicycle(99), rider="Ben")
