"""The programs that the documents hand to partners, run as they stand there.

Each signs in, pushes a referral, reads until it has been offered, and follows the feed; run again
with the same reference it pushes nothing anew.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clients.generating import typescript_compiler
from tests.journeys.conftest import new_server, outside, server
from tests.journeys.outside import REFERRALS, Outside
from tests.journeys.server import Server
from tests.manuals.pages import block
from tests.missing import Missing
from tests.tree import ROOT

__all__ = ["new_server", "outside", "server"]  # fixtures, found by name
pytestmark = pytest.mark.xdist_group("journeys")
PROGRAMS = ROOT / "docs" / "integrate"
RUNNING = 120  # seconds on a busy machine


def _curl(_folder: Path) -> list[str]:
    return [_program("bash"), str(PROGRAMS / "push.sh")]


def _python(_folder: Path) -> list[str]:
    return [sys.executable, str(PROGRAMS / "push.py")]


def _typescript(folder: Path) -> list[str]:
    node, *compiler = typescript_compiler()
    options = ["--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom"]
    command = [node, *compiler, *options, "--outDir", str(folder), str(PROGRAMS / "push.mts")]
    assert _run(command, folder) == ""
    return [node, str(folder / "push.mjs")]


def _java(_folder: Path) -> list[str]:
    return [_program("java"), str(PROGRAMS / "Push.java")]


@pytest.mark.parametrize("command", [_curl, _python, _typescript, _java])
def test_a_program_of_the_documents_runs_as_it_stands_there(
    command: Callable[[Path], list[str]], server: Server, outside: Outside, tmp_path: Path
) -> None:
    words, name = command(tmp_path), command.__name__.strip("_").upper()
    environment = {"RINNALLA": server.base, "REFERENCE": f"{name}-OF-THE-DOCUMENTS"}
    first = _run(words, tmp_path, environment).splitlines()
    received, referral = first[0].split()
    assert (received, first[1]) == ("received", "status offered")
    assert first[2:] == [
        f"event fi.rinnalla.referral.{what}.v1" for what in ("received", "offered")
    ]
    assert _run(words, tmp_path, environment).splitlines() == first
    listed = outside["demo-turku"].get(REFERRALS, source_reference=environment["REFERENCE"]).json()
    assert [each["id"] for each in listed["referrals"]] == [referral]


@pytest.mark.parametrize("command", [_curl, _python, _typescript, _java])
def test_a_program_with_a_wrong_secret_stops_and_says_so(
    command: Callable[[Path], list[str]], server: Server, tmp_path: Path
) -> None:
    environment = os.environ | {"RINNALLA": server.base, "SECRET": "guessed"}
    done = subprocess.run(
        command(tmp_path),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=RUNNING,
    )
    assert done.returncode != 0
    assert "401" in done.stderr or "invalid_client" in done.stderr


def test_the_first_page_pushes_a_referral(server: Server, tmp_path: Path) -> None:
    typed = block("README.md", "TOKEN=$(curl").replace("http://127.0.0.1:8000", server.base)
    answer = _run(["/bin/sh", "-e", "-c", typed], tmp_path)
    assert answer.startswith("HTTP/1.1 201 ")
    assert json.loads(answer.splitlines()[-1])["status"] == "received"


def _run(command: list[str], folder: Path, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | (environment or {}),
        capture_output=True,
        text=True,
        check=False,
        timeout=RUNNING,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def _program(name: str) -> str:
    path = shutil.which(name)
    if not path:
        packages = {"java": "default-jdk-headless"}
        command = f"apt-get install {packages.get(name, name)}"
        raise Missing(name, reason=f"no {name} on this machine", command=command)
    return path
