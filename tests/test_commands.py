"""The commands of the house: each explains itself."""

import re
import subprocess

from tests.tree import ROOT

PROMISED = {"run", "test", "lint", "bench", "setup", "screenshots", "help"}
INSIDE = {"translations"}  # a step of others, not a command for people


def test_every_command_is_explained() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    explained = {line.split()[1] for line in _make("help").splitlines()}
    assert explained == set(phony.split()) - INSIDE
    assert explained >= PROMISED


def _make(*arguments: str) -> str:
    run = subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout
