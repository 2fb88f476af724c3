"""What the stack refuses, recognises and draws before anything is started."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.daemon import Daemon
from deploy.databases import SERVICES
from deploy.prepare import prepare
from deploy.programs import is_safe
from tests.waiting import eventually

A_MINUTE = "import signal; signal.alarm(60); signal.pause()"
OF_EACH = ("access-log-{}/key", "database-{}/password", "kafka-{}/security.json")
FILES = sorted(
    [
        "databases/passwords.json",
        "kafka-admin/security.json",
        "kafka-users/users.json",
        "owner/password",
        "session/secret",
        "signing/keys.json",
        "wrapping/keys",
        *(f"signing-{service}/keys.json" for service in SERVICES),
        *(name.format(service) for service in SERVICES for name in OF_EACH),
    ]
)


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


@pytest.mark.parametrize("own", OF_EACH)
def test_each_service_is_given_secrets_of_its_own(tmp_path: Path, own: str) -> None:
    prepare(tmp_path)
    files = contents(tmp_path)
    assert len({files[own.format(service)] for service in SERVICES}) == len(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_a_relay_holds_the_key_of_its_own_service_alone(tmp_path: Path, service: str) -> None:
    prepare(tmp_path)
    files = contents(tmp_path)
    every = json.loads(files["signing/keys.json"])
    assert json.loads(files[f"signing-{service}/keys.json"]) == {service: every[service]}


def test_an_older_installation_keeps_its_keys_and_gets_new_passwords(tmp_path: Path) -> None:
    old = {
        "service/session": "of sessions",
        "service/signing.json": json.dumps({name: {"first": f"of {name}"} for name in SERVICES}),
        "service/wrapping.key": "1 of people",
        "service/access-log": "of the log",
        "service/pgpass": "all four",
        "owner/pgpass": "the owner's",
        "owner/passwords.json": json.dumps({"admin": "a", "owner": "o", "services": "shared"}),
    }
    for name, text in old.items():
        (tmp_path / "secrets" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "secrets" / name).write_text(text)
    (tmp_path / ".env").write_text("POSTGRES_PASSWORD=a\nRINNALLA_UID=7")
    prepare(tmp_path)
    files = contents(tmp_path)
    assert sorted(files) == FILES
    kept = ("session/secret", "wrapping/keys", "access-log-casework/key", "owner/password")
    assert [files[name] for name in kept] == ["of sessions", "1 of people", "of the log", "o"]
    assert json.loads(files["signing-casework/keys.json"])["casework"]["first"] == "of casework"
    assert "shared" not in files["database-casework/password"]
    env = (tmp_path / ".env").read_text().splitlines()
    assert [line.split("=")[0] for line in env] == [
        "POSTGRES_PASSWORD",
        "RINNALLA_UID",
        "KAFKA_ADMIN_PASSWORD",
    ]
    assert env[1] == "RINNALLA_UID=7"


def contents(folder: Path) -> dict[str, str]:
    kept = folder / "secrets"
    files = [path for path in kept.rglob("*") if path.is_file()]
    return {str(path.relative_to(kept)): path.read_text() for path in files}
