"""What `rinnalla doctor` says of the last backup, on both sides of its limit."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.cli.backup_check import NOBODY, last_backup
from services.platform.backup_settings import BackupSettings
from services.platform.backups.manifest import Manifest
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
