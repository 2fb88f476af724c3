"""The ground other tests stand on: databases, browser, and what is said when one is missing."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine, text

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
NEEDS_A_MOON = """
import pytest
from tests.missing import Missing

@pytest.fixture
def moon():
    raise Missing("a moon", reason="there is none", command="wait")

def test_tides(moon): ...
"""


def test_a_test_gets_an_empty_database(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE guests (name TEXT)"))
        assert connection.execute(text("SELECT count(*) FROM guests")).scalar() == 0


def test_two_databases_are_two(new_database_url: Callable[[], str]) -> None:
    assert new_database_url() != new_database_url()


def test_the_browser_shows_a_page(page: "Page") -> None:
    page.set_content("<h1>Rinnalla</h1>")
    assert page.inner_text("h1") == "Rinnalla"


@pytest.mark.parametrize(("ci", "outcome"), [("", "1 skipped"), ("true", "1 error")])
def test_a_missing_component_is_a_skip_here_and_a_failure_in_ci(
    tmp_path: Path, ci: str, outcome: str
) -> None:
    (tmp_path / "test_moon.py").write_text(NEEDS_A_MOON)
    run = _pytest(tmp_path, ci=ci)
    assert outcome in run
    assert "needs a moon: there is none; provide it with: wait" in run


def _pytest(folder: Path, *, ci: str) -> str:
    options = ["-rsE", "-p", "tests.missing", "-p", "no:schemathesis", f"--rootdir={folder}"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(folder)],
        env=os.environ | {"CI": ci, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout
