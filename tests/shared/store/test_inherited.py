"""A value that several events inherit: its fields lie flat in each, kept as long as each says."""

from uuid import UUID

import pytest

from shared.kernel.events import decode, encode, event, kind_of, personal, value
from shared.kernel.sealing import Label, Open

RIDER = UUID(int=1)


@value
class Rider:
    rider_id: UUID
    name: str = personal(of="rider_id")


@event("ride.booked", retention="year")
class RideBooked(Rider):
    bell: str
    note: str = personal(of="rider_id", retention="day")


BOOKED = RideBooked(rider_id=RIDER, name="Aino", bell="brass", note="wet")


def test_a_field_is_kept_as_long_as_its_event_says_unless_it_says_so_itself() -> None:
    assert kind_of(RideBooked).personal == {
        "name": Label("rider_id", "year"),
        "note": Label("rider_id", "day"),
    }


def test_inherited_fields_lie_beside_the_events_own() -> None:
    data = encode(BOOKED, UUID(int=2), Open())
    assert set(data) == {"rider_id", "name", "bell", "note"}
    assert decode("ride.booked", 1, data, Open()) == BOOKED


def test_an_event_that_does_not_say_how_long_is_not_declared() -> None:
    with pytest.raises(ValueError, match=r"ride\.lost does not say how long it keeps \['name'\]"):
        event("ride.lost")(type("RideLost", (Rider,), {"__annotations__": {}}))
