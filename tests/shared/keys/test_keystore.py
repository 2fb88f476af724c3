"""One key for a person and retention class; erased is erased for ever."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import delete, insert, select

from shared.kernel.aggregate import Erased
from shared.keys import FileWrapping, KeyStore
from shared.keys.tables import keys, openers
from shared.keys.wrapping import NoWrappingKey

LEO, EERO = UUID(int=1), UUID(int=2)
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def test_a_person_has_one_key_for_each_class(key_store: KeyStore) -> None:
    casework = key_store.of("casework")
    first = casework.key_for(LEO, "case")
    assert casework.key_for(LEO, "case") == first
    others = [casework.key_for(LEO, "vetting"), casework.key_for(EERO, "case")]
    assert len({key.secret for key in [first, *others]}) == 3


def test_a_key_opens_for_the_services_it_names_and_no_other(key_store: KeyStore) -> None:
    key = key_store.of("referral").key_for(LEO, "case", to=["casework"])
    seen = {name: key_store.of(name).key(key.id) for name in ("referral", "casework", "reporting")}
    assert seen == {"referral": key, "casework": key, "reporting": None}


def test_another_service_may_be_named_later(key_store: KeyStore) -> None:
    key = key_store.of("referral").key_for(LEO, "case")
    assert key_store.of("casework").key(key.id) is None
    key_store.of("referral").key_for(LEO, "case", to=["casework"])
    assert key_store.of("casework").key(key.id) == key


def test_no_key_lies_in_the_clear(key_store: KeyStore) -> None:
    key = key_store.of("casework").key_for(LEO, "case")
    with key_store.database.reading() as db:
        wrapped = db.exec_driver_sql("SELECT wrapped FROM keys").scalar_one()
    assert key.secret not in bytes(wrapped)


def test_erasing_destroys_the_key_of_a_class_and_refuses_a_new_one(key_store: KeyStore) -> None:
    volunteers = key_store.of("volunteers")
    vetting, training = (volunteers.key_for(LEO, name) for name in ("vetting", "training"))
    other = volunteers.key_for(EERO, "vetting")
    assert key_store.erase(LEO, "vetting", now=NOON) == 1
    assert [volunteers.key(key.id) for key in (vetting, training, other)] == [None, training, other]
    with pytest.raises(Erased):
        volunteers.key_for(LEO, "vetting")
    assert volunteers.key_for(LEO, "training") == training
    assert key_store.erased() == [(LEO, "vetting", NOON)]


def test_erasing_twice_is_erasing_once(key_store: KeyStore) -> None:
    key_store.of("casework").key_for(LEO, "case")
    assert [key_store.erase(LEO, "case", now=NOON) for _ in range(2)] == [1, 0]


def test_a_new_wrapping_key_takes_over_all_and_the_old_one_can_go(key_store: KeyStore) -> None:
    wrapping = key_store.wrapping
    assert isinstance(wrapping, FileWrapping)
    casework = key_store.of("casework")
    before = [casework.key_for(UUID(int=n), "case") for n in range(3)]
    old, new = wrapping.name, wrapping.begin_new()
    assert key_store.rewrap(old) == 3
    assert key_store.wrapped_with() == {new: 3}
    wrapping.forget(old)
    fresh = KeyStore(key_store.database, FileWrapping(wrapping.path)).of("casework")
    assert [fresh.key(key.id) for key in before] == before


def test_a_process_that_runs_on_wraps_with_the_new_key(key_store: KeyStore) -> None:
    wrapping = key_store.wrapping
    assert isinstance(wrapping, FileWrapping)
    running = KeyStore(key_store.database, FileWrapping(wrapping.path)).of("casework")
    running.key_for(LEO, "case")
    new = wrapping.begin_new()
    running.key_for(EERO, "case")
    assert key_store.wrapped_with() == {"1": 1, new: 1}


def test_what_is_stored_late_with_the_key_before_still_opens(key_store: KeyStore) -> None:
    """A process had wrapped it before the rotation, and committed it after."""
    wrapping = key_store.wrapping
    assert isinstance(wrapping, FileWrapping)
    first = key_store.of("casework").key_for(LEO, "case")
    late = key_store.of("casework").key_for(EERO, "case")
    with key_store.database.writing() as db:
        row = db.execute(select(keys).where(keys.c.key_id == late.id)).one()
        db.execute(delete(keys).where(keys.c.key_id == late.id))
    key_store.rotate()
    with key_store.database.writing() as db:
        db.execute(insert(keys), dict(row._mapping))
        db.execute(insert(openers), {"key_id": late.id, "service": "casework"})
    casework = KeyStore(key_store.database, FileWrapping(wrapping.path)).of("casework")
    assert [casework.key(key.id) for key in (first, late)] == [first, late]


def test_the_second_rotation_after_drops_a_key(key_store: KeyStore) -> None:
    wrapping = key_store.wrapping
    key_store.of("casework").key_for(LEO, "case")
    kept = []
    for _ in range(3):
        key_store.rotate()
        kept.append(wrapping.names())
    assert kept == [("2", "1"), ("3", "2"), ("4", "3")]
    assert key_store.wrapped_with() == {"4": 1}


def test_another_wrapping_key_opens_nothing_and_says_so(key_store: KeyStore) -> None:
    key = key_store.of("casework").key_for(LEO, "case")
    wrapping = key_store.wrapping
    assert isinstance(wrapping, FileWrapping)
    wrapping.path.unlink()
    other = KeyStore(key_store.database, FileWrapping.made(wrapping.path)).of("casework")
    with pytest.raises(NoWrappingKey, match="is not the one"):
        other.key(key.id)


def test_the_wrapping_keys_are_for_their_owners_eyes_alone(key_store: KeyStore) -> None:
    wrapping = key_store.wrapping
    assert isinstance(wrapping, FileWrapping)
    assert wrapping.path.stat().st_mode & 0o777 == 0o600
    wrapping.begin_new()
    assert wrapping.path.stat().st_mode & 0o777 == 0o600


def test_a_store_with_events_of_before_is_no_store_of_these_keys(key_store: KeyStore) -> None:
    casework = key_store.of("casework")
    assert casework.begin(is_new=False, now=NOON) is False
    assert casework.begin(is_new=True, now=NOON) is True
    assert casework.begin(is_new=False, now=NOON) is True
    assert key_store.of("referral").begin(is_new=False, now=NOON) is False
