"""The seam with keys behind it: what it keeps in memory, and for how long."""

from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from shared.kernel.aggregate import Erased
from shared.kernel.clock import Clock
from shared.kernel.sealing import Subject
from shared.keys import KeyStore, Sealed256

LEO, EERO = UUID(int=1), UUID(int=2)
CLOCK = Clock(ZoneInfo("Europe/Helsinki"), lambda: datetime(2026, 11, 27, tzinfo=UTC))


class Watch:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def sealing(key_store: KeyStore, watch: Watch) -> Sealed256:
    return Sealed256(key_store.of("casework"), CLOCK, now=watch)


def of(person: UUID, *, to: tuple[str, ...] = ()) -> Subject:
    return Subject(person, "case", UUID(int=9), "notes", to)


def test_what_was_sealed_opens(sealing: Sealed256) -> None:
    assert sealing.open(sealing.seal("Leo", of(LEO))) == "Leo"


def test_whom_an_event_is_for_can_open_it(sealing: Sealed256, key_store: KeyStore) -> None:
    volunteers = Sealed256(key_store.of("volunteers"), CLOCK)
    assert volunteers.open(sealing.seal("Leo", of(LEO))) is None
    assert volunteers.open(sealing.seal("Eero", of(EERO, to=("volunteers",)))) == "Eero"


def test_the_forgotten_cannot_be_opened_nor_added_to(sealing: Sealed256) -> None:
    leo, eero = sealing.seal("Leo", of(LEO)), sealing.seal("Eero", of(EERO))
    sealing.forget(LEO, ("case",))
    assert (sealing.open(leo), sealing.open(eero)) == (None, "Eero")
    with pytest.raises(Erased):
        sealing.seal("Leo", of(LEO))


@pytest.mark.parametrize(("seconds", "shown"), [(300.0, "Leo"), (300.1, None)])
def test_another_process_forgets_within_five_minutes(
    sealing: Sealed256, key_store: KeyStore, watch: Watch, seconds: float, shown: str | None
) -> None:
    stored = sealing.seal("Leo", of(LEO))
    assert sealing.open(stored) == "Leo"
    key_store.erase(LEO, "case", now=CLOCK.now())
    watch.seconds = seconds
    assert sealing.open(stored) == shown


def test_new_people_have_keys_before_anything_is_sealed(
    sealing: Sealed256, key_store: KeyStore
) -> None:
    """Made together; each of their own, for whom the event will be for, and used up one by one."""
    people = [sealing.new_person("case", to=("volunteers",)) for _ in range(33)]
    assert len(set(people)) == 33
    assert key_store.wrapped_with() == {"1": 64}
    stored = sealing.seal("Leo", of(people[0], to=("volunteers",)))
    assert key_store.wrapped_with() == {"1": 64}
    volunteers = Sealed256(key_store.of("volunteers"), CLOCK)
    assert (volunteers.open(stored), sealing.open(stored)) == ("Leo", "Leo")


def test_a_token_is_an_organisations_a_services_and_a_kinds_own(
    sealing: Sealed256, key_store: KeyStore
) -> None:
    first = sealing.token(LEO, "name", "mäk")
    elsewhere = Sealed256(key_store.of("referral"), CLOCK)
    others = [
        sealing.token(EERO, "name", "mäk"),
        sealing.token(LEO, "day", "mäk"),
        elsewhere.token(LEO, "name", "mäk"),
    ]
    assert (len({first, *others}), len(first)) == (4, 22)
    key_store.rotate()
    sealing.drop()
    assert sealing.token(LEO, "name", "mäk") == first
