"""What people were granted outlives an older key store: erasures, restrictions, being found."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import delete, func, select

from services.platform.backups import sqlite
from shared.keys import KeyStore
from shared.keys.tables import keys as stored
from tests.backups.embedded import Embedded
from tests.backups.test_embedded import embedded, taken
from tests.journeys.families import child
from tests.platform import BASE
from tests.referral.rights.test_restriction import restricted
from tests.test_finding import hits

__all__ = ["embedded"]
MOMENT = datetime(2026, 11, 27, tzinfo=UTC)


def test_whoever_was_erased_stays_so_when_older_keys_are_put_back(
    embedded: Embedded, tmp_path: Path
) -> None:
    backup = taken(embedded, tmp_path / "backups", "--keys", str(tmp_path / "keys"))
    (keys,) = (tmp_path / "keys").iterdir()
    with sqlite.Files(embedded.folder).keys() as store:
        person, retention = anybody(store)
        assert store.erase(person, retention, now=MOMENT) == 1
    done = embedded.run("restore", str(backup), "--keys", str(keys), "--replace")
    assert done.exit_code == 0, done.output
    assert "1 people who had been erased since are erased again." in done.output
    with sqlite.Files(embedded.folder).keys() as store:
        assert store.erased() == [(person, retention, MOMENT)]
        assert keys_of(store, person, retention) == 0


def test_whoever_was_erased_by_then_stays_so_though_the_keys_are_older(
    embedded: Embedded, tmp_path: Path
) -> None:
    """Everything is lost but the backups, and the keys' is the older one."""
    taken(embedded, tmp_path / "first", "--keys", str(tmp_path / "keys"))
    (keys,) = (tmp_path / "keys").iterdir()
    with sqlite.Files(embedded.folder).keys() as store:
        person, retention = anybody(store)
        store.erase(person, retention, now=MOMENT)
    backup = taken(embedded, tmp_path / "second")
    shutil.rmtree(embedded.folder)
    done = embedded.run("restore", str(backup), "--keys", str(keys))
    assert done.exit_code == 0, done.output
    with sqlite.Files(embedded.folder).keys() as store:
        assert store.erased() == [(person, retention, MOMENT)]
        assert keys_of(store, person, retention) == 0


@pytest.mark.parametrize("is_lifted", [False, True])
def test_whoever_was_restricted_or_lifted_stays_so_when_older_keys_are_put_back(
    embedded: Embedded, tmp_path: Path, is_lifted: bool
) -> None:
    """Everything is lost but the backups; the keys' knows less than the data's."""
    with embedded.opened() as region:
        made, address = restricted(region)
    older = "older" if is_lifted else "none"
    if is_lifted:
        taken(embedded, tmp_path / "first", "--keys", str(tmp_path / older))
        with embedded.opened() as region:
            region.caller("dpo").put(f"{address}/lifting", {"reason": "Asia selvisi"})
    else:
        with sqlite.Files(embedded.folder).keys() as store:
            (persons,) = [store.restricted()]
            for person in persons:
                store.lift(person)
        taken(embedded, tmp_path / "first", "--keys", str(tmp_path / older))
    backup = taken(embedded, tmp_path / "second")
    (keys,) = (tmp_path / older).iterdir()
    shutil.rmtree(embedded.folder)
    done = embedded.run("restore", str(backup), "--keys", str(keys))
    assert done.exit_code == 0, done.output
    assert ("restricted again" in done.output) is not is_lifted
    with embedded.opened() as region:
        page = region.browser("coordinator-mll").get(f"/referral/referrals/{made}", base_url=BASE)
        assert ("Testinen" in page.text) is is_lifted


def test_whoever_was_restricted_since_stays_so_when_data_and_keys_are_older(
    embedded: Embedded, tmp_path: Path
) -> None:
    backup = taken(embedded, tmp_path / "backups", "--keys", str(tmp_path / "keys"))
    (keys,) = (tmp_path / "keys").iterdir()
    with sqlite.Files(embedded.folder).keys() as store:
        person, _ = anybody(store)
        store.restrict(person, now=MOMENT)
    done = embedded.run("restore", str(backup), "--keys", str(keys), "--replace")
    assert "1 people whose data is restricted are restricted again." in done.output
    with sqlite.Files(embedded.folder).keys() as store:
        assert store.restricted() == {person}


def test_people_are_found_after_older_keys_were_put_back(
    embedded: Embedded, tmp_path: Path
) -> None:
    """Of the keys by which they were found the older key store may have none."""
    with sqlite.Files(embedded.folder).keys() as store, store.database.writing() as db:
        db.execute(delete(stored).where(stored.c.retention.startswith("finding-")))
    backup = taken(embedded, tmp_path / "backups", "--keys", str(tmp_path / "keys"))
    (keys,) = (tmp_path / "keys").iterdir()
    done = embedded.run("restore", str(backup), "--keys", str(keys), "--replace")
    assert done.exit_code == 0, done.output
    with embedded.opened() as region:
        assert hits(region, "coordinator-mll", child()["family_name"], "casework") != []


def anybody(store: KeyStore) -> tuple[UUID, str]:
    """Somebody who has a key, and its class."""
    with store.database.reading() as db:
        row = db.execute(select(stored.c.person, stored.c.retention).limit(1)).one()
    return row.person, row.retention


def keys_of(store: KeyStore, person: UUID, retention: str) -> int:
    with store.database.reading() as db:
        theirs = (stored.c.person == person) & (stored.c.retention == retention)
        return db.execute(select(func.count()).select_from(stored).where(theirs)).scalar_one()
