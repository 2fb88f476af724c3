"""What `rinnalla doctor` says of the last backup, on both sides of its limit."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from services.cli.backup_check import NOBODY, last_backup
from services.platform.backup_settings import BackupSettings
from services.platform.backups.manifest import Manifest
from shared.database.engine import Database
from shared.finding import metadata
from tests.backups.embedded import Embedded

MOMENT = datetime(2026, 11, 27, 3, tzinfo=UTC)
LINE = "backup: the last good one is of 2026-11-27 03:00Z"


@pytest.fixture
def settings(tmp_path: Path) -> BackupSettings:
    for name, taken_at in (("old", MOMENT - timedelta(days=1)), ("new", MOMENT)):
        (tmp_path / name).mkdir()
        Manifest("sqlite", "0.1.0", taken_at, ()).write(tmp_path / name)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "manifest.json").write_text("{")
    return BackupSettings(backups=tmp_path, backup_hours=26)


@pytest.mark.parametrize(
    ("age", "wrong"),
    [
        (timedelta(hours=26), ""),
        (timedelta(hours=26, seconds=1), "It is 26 hours old; 26 are allowed."),
        (timedelta(hours=51), "It is 51 hours old; 26 are allowed."),
    ],
)
def test_a_backup_may_be_so_old_and_no_older(
    settings: BackupSettings, age: timedelta, wrong: str
) -> None:
    assert last_backup(settings, now=MOMENT + age) == (LINE, wrong)


def test_no_backup_at_all_is_wrong_where_one_is_expected(tmp_path: Path) -> None:
    line, wrong = last_backup(BackupSettings(backups=tmp_path))
    assert (line, wrong) == (
        "backup",
        f"{tmp_path} holds none; `rinnalla backup {tmp_path}` writes one.",
    )


def test_where_nobody_expects_one_it_says_how_to() -> None:
    assert last_backup(BackupSettings()) == (NOBODY, "")


def test_the_doctor_finds_the_backup_that_was_just_taken(written: Path, tmp_path: Path) -> None:
    embedded = Embedded(written)
    backups = {"RINNALLA_BACKUPS": str(tmp_path / "backups")}
    assert "WRONG  backup: " in embedded.run("doctor", **backups).output
    assert embedded.run("backup", str(tmp_path / "backups")).exit_code == 0
    assert "ok     backup: the last good one is of " in embedded.run("doctor", **backups).output


@pytest.fixture
def region(written: Path, tmp_path: Path) -> Embedded:
    region = Embedded(Path(shutil.copytree(written, tmp_path / "var")))
    region.take_on(1)
    return region


def about_finding(region: Embedded) -> list[str]:
    output = region.run("doctor").output
    return [line for line in output.splitlines() if "people found" in line]


FOUND = [f"ok     {name}: people found" for name in ("referral", "volunteers", "casework")]
FOUND += ["ok     reporting: people found"]
MISSING = (
    "WRONG  casework: people found: 1 of those described last are not in it: "
    "`rinnalla rebuild casework finding` makes it anew."
)


def test_the_doctor_finds_an_index_of_keys_that_are_no_more(region: Embedded) -> None:
    assert about_finding(region) == FOUND
    keys = Database(f"sqlite:///{region.folder / 'keys.sqlite'}")
    with keys.writing() as db:
        db.exec_driver_sql("DELETE FROM keys WHERE retention = 'finding-referral'")
    keys.close()
    line = (
        "WRONG  referral: people found: The key store does not hold the keys with which it was "
        "made, for 2 organisations: `rinnalla rebuild referral finding` makes it anew."
    )
    assert about_finding(region) == [line, *FOUND[1:]]
    assert region.run("rebuild", "referral", "finding").exit_code == 0
    assert about_finding(region) == FOUND


def test_the_doctor_finds_who_is_missing_in_the_index(region: Embedded) -> None:
    database = Database(f"sqlite:///{region.folder / 'casework.sqlite'}")
    with database.writing() as db:
        for table in metadata.sorted_tables:
            db.execute(delete(table))
    database.close()
    assert about_finding(region)[2] == MISSING
    assert region.run("rebuild", "casework", "finding").exit_code == 0
    assert about_finding(region) == FOUND
