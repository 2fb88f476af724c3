"""The commands of the house and of the platform: each explains itself, and its errors."""

import re
import subprocess

import pytest
from click.testing import CliRunner

from services.cli.main import main
from tests.tree import ROOT

PROMISED = {"run", "test", "lint", "bench", "setup", "screenshots", "help"}
INSIDE = {"translations"}  # a step of others, not a command for people


def test_every_command_is_explained() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    explained = {line.split()[1] for line in _make("help").splitlines()}
    assert explained == set(phony.split()) - INSIDE
    assert explained >= PROMISED


@pytest.mark.parametrize(
    "command",
    [
        "relay casework",
        "consume casework",
        "reconcile",
        "parked",
        "replay casework",
        "rebuild casework cases",
        "kafka-access",
        "migrate",
        "web casework",
        "let-in service service-casework 00000000-0000-4000-8000-000000000001",
    ],
)
def test_a_command_tells_wrong_settings_in_plain_lines(command: str) -> None:
    wrong = {"RINNALLA_DATABASE": "no address", "RINNALLA_SECRET_FILE": "", "RINNALLA_DEMO": "2"}
    result = CliRunner().invoke(main, command.split(), env=wrong)
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert re.findall(r"^(?:Error: )?(RINNALLA_\w+) ", result.output, re.MULTILINE) != []


def _make(*arguments: str) -> str:
    run = subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout
