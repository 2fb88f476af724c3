"""What a process that speaks to Kafka says at its start where crc32c is not installed."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.tree import ROOT

SETTINGS = {
    "RINNALLA_DEMO": "1",
    "RINNALLA_BASE_URL": "http://127.0.0.1:1",
    "RINNALLA_DATABASE": "postgresql+psycopg://rinnalla_{service}@127.0.0.1:1/rinnalla_{service}",
    "RINNALLA_KEYS": "postgresql+psycopg://rinnalla_{service}@127.0.0.1:1/rinnalla_keys",
    "RINNALLA_WRAPPING_FILE": "/run/secrets/wrapping",
    "RINNALLA_KAFKA": "127.0.0.1:1",
    "RINNALLA_FEEDS": "http://127.0.0.1:1/{service}",
}


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder with everything that is installed here but crc32c."""
    folder = tmp_path / "packages"
    folder.mkdir()
    for package in Path(sysconfig.get_path("purelib")).iterdir():
        if not package.name.startswith("crc32c"):
            (folder / package.name).symlink_to(package)
    return folder


@pytest.mark.parametrize("process", ["relay", "consume"])
def test_a_process_does_not_begin_without_checksums_in_c(process: str, packages: Path) -> None:
    python_path = os.pathsep.join([str(ROOT), str(packages)])
    done = subprocess.run(
        [sys.executable, "-S", "-m", "services", process, "referral"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": python_path, **SETTINGS},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    sentence = "The package crc32c is missing; without it Kafka is ten times slower."
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        f"Error: {sentence} Install it, as requirements/run.txt does."
    ]
