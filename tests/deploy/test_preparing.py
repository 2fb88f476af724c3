"""What the stack refuses, recognises and draws before anything is started."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.daemon import Daemon
from deploy.prepare import prepare
from deploy.programs import is_safe
from tests.waiting import eventually

A_MINUTE = "import signal; signal.alarm(60); signal.pause()"
FILES = [
    "owner/passwords.json",
    "owner/pgpass",
    "service/access-log",
    "service/pgpass",
    "service/session",
    "service/signing.json",
    "service/wrapping.key",
]


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ("14.20", False),
        ("15.13", False),
        ("15.14", True),
        ("16.9", False),
        ("16.10", True),
        ("17.5", False),
        ("17.6", True),
        ("18.0", True),
    ],
)
def test_a_postgresql_is_safe_from_the_release_that_hides_statistics(
    version: str, safe: bool
) -> None:
    assert is_safe(f"postgres (PostgreSQL) {version} (Debian {version}-1)") is safe


def test_what_tells_no_version_is_not_safe() -> None:
    assert not is_safe("postgres (PostgreSQL) 19devel")


def test_a_process_is_known_by_its_pid_file(tmp_path: Path) -> None:
    daemon = Daemon(tmp_path, marker=f"{tmp_path}/settings")
    daemon.start([sys.executable, "-c", A_MINUTE, daemon.marker])
    assert daemon.pid() == int(daemon.pid_file.read_text())
    daemon.ask_to_stop()
    eventually(lambda: daemon.pid() is None)


def test_a_pid_that_another_process_has_now_is_nobodys(tmp_path: Path) -> None:
    daemon = Daemon(tmp_path, marker=f"{tmp_path}/settings")
    daemon.pid_file.write_text(str(os.getpid()))
    assert daemon.pid() is None


def test_a_pid_that_nobody_has_any_more_is_nobodys(tmp_path: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    daemon = Daemon(tmp_path, marker="true")
    daemon.pid_file.write_text(str(ended.pid))
    assert daemon.pid() is None


def test_secrets_are_drawn_once(tmp_path: Path) -> None:
    prepare(tmp_path)
    first = contents(tmp_path)
    assert prepare(tmp_path) == []
    assert contents(tmp_path) == first
    assert sorted(first) == FILES


def test_only_their_user_reads_the_secrets(tmp_path: Path) -> None:
    prepare(tmp_path)
    assert {path.stat().st_mode & 0o077 for path in tmp_path.rglob("*")} == {0}


def test_no_service_is_given_the_owners_password(tmp_path: Path) -> None:
    prepare(tmp_path)
    owners = (tmp_path / "secrets/owner/pgpass").read_text().split("\n")[1].rpartition(":")[2]
    assert owners
    assert not any(
        owners in text for name, text in contents(tmp_path).items() if "service/" in name
    )


def contents(folder: Path) -> dict[str, str]:
    kept = folder / "secrets"
    files = [path for path in kept.rglob("*") if path.is_file()]
    return {str(path.relative_to(kept)): path.read_text() for path in files}
