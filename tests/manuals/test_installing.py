"""docs/install.md, *One server*, typed as it stands there, but for the data folder and the ports.

PostgreSQL and Kafka are those of `make stack-up`, the front door is nginx; a demo signs in.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from tests.keeper import Keeper
from tests.manuals.pages import block
from tests.missing import Missing
from tests.ports import free_ports
from tests.tree import ROOT
from tests.waiting import eventually

pytestmark = pytest.mark.xdist_group("installing")
PAGE = "docs/install.md"
START = 300.0  # seconds for everything on a busy machine


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    """A data folder, which PostgreSQL's user reaches too, and ports; all is gone at the end."""
    if not shutil.which("nginx"):
        command = "apt-get install nginx-light"
        raise Missing("nginx", reason="no nginx on this machine", command=command)
    port, *_, postgres, kafka, _ = free_ports(9)  # the region's six, then those of its servers
    var = tempfile.mkdtemp(prefix="rinnalla-installed-")
    mine = {"VAR": var, "PORT": str(port)}
    mine |= {"POSTGRES_PORT": str(postgres), "KAFKA_PORT": str(kafka)}
    others = {name: value for name, value in os.environ.items() if not name.startswith("RINNALLA_")}
    yield others | mine
    _typed("make stack-down", others | mine)
    shutil.rmtree(var)


def test_one_server_is_installed_as_the_page_says(
    environment: dict[str, str], tmp_path: Path
) -> None:
    strict = "umask 077\n"  # of many administrators; PostgreSQL's user must reach its folder
    assert "RINNALLA_DATABASE=" in _typed(strict + block(PAGE, "make stack-up"), environment)
    with _kept(block(PAGE, "make server"), environment, tmp_path / "server") as server:
        eventually(lambda: _has_said(server, "Ready: "), within=START)
        base = f"http://127.0.0.1:{environment['PORT']}"
        assert f"Ready: {base} " in server.log
        looks = _typed(block(PAGE, "set -a"), environment).splitlines()
        assert [line for line in looks if line.startswith("WRONG") or "database of" in line] == [
            f"database of {name} as this version needs it"
            for name in ("referral", "volunteers", "casework", "reporting")
        ]
        assert "ok     keys" in looks
        assert [line for line in looks if ": agrees, " in line] != []
        front = requests.get(f"{base}/referral/sign-in?next=/referral/", timeout=30)
        assert (front.status_code, "/identity/authorize" in front.url) == (200, True)


def test_it_says_what_has_to_come_first(environment: dict[str, str]) -> None:
    done = _run("make server", environment)
    assert done.returncode != 0
    assert "is not there. Provide it with: make stack-up" in done.stderr


def test_a_taken_port_is_named_before_anything_starts(environment: dict[str, str]) -> None:
    _typed("make stack-up", environment)
    environment = environment | {"PORT": str(int(environment["POSTGRES_PORT"]) - 2)}
    done = _run("make server", environment)
    assert done.returncode != 0
    wanted = f"Something else listens at 127.0.0.1:{environment['POSTGRES_PORT']}. PORT=…"
    assert wanted in done.stderr


def _typed(commands: str, environment: dict[str, str]) -> str:
    done = _run(commands.replace(" var/", f" {environment['VAR']}/"), environment)
    assert done.returncode == 0, f"{commands}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def _run(commands: str, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["/bin/sh", "-e", "-c", commands],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=START,
    )


@contextmanager
def _kept(command: str, environment: dict[str, str], folder: Path) -> Iterator[Keeper]:
    folder.mkdir()
    words = [f"{name}={environment[name]}" for name in ("VAR", "PORT")]
    shell = ["env", "-C", str(ROOT), *words, "/bin/sh", "-c", f"exec {command}"]
    keeper = Keeper(folder, shell, last="TERM")
    try:
        yield keeper
    finally:
        keeper.close()


def _has_said(server: Keeper, words: str) -> bool:
    if "Error: " in server.log:
        raise AssertionError(server.log)
    return words in server.log
