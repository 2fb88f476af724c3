"""docs/sizes.md is what its command prints, and the reckoning adds up."""

import subprocess
import sys
import tomllib

import pytest

from deploy.sizes import COSTS, reckoned, tables
from tests.manuals.pages import block
from tests.tree import ROOT

PAGE = "docs/sizes.md"


def test_the_page_holds_what_its_command_prints() -> None:
    command = block(PAGE, "python -m deploy.sizes").split()
    printed = subprocess.run(
        [sys.executable, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    text = (ROOT / PAGE).read_text(encoding="utf-8")
    _, _, rest = text.partition("<!-- tables: python -m deploy.sizes -->\n")
    assert rest.partition("<!-- end of tables -->")[0] == printed
    assert tomllib.loads(COSTS.read_text())["conditions"] in text


def test_no_unit_cost_is_missing() -> None:
    costs = tomllib.loads(COSTS.read_text())
    assert [name for name, value in costs["unit"].items() if not value > 0] == []
    assert "the whole country" in tables(costs)


@pytest.mark.parametrize(
    ("events", "what", "amount"),
    [
        (1_000_000, "events written a second, at the peak", "5"),
        (1_000_000, "pages and lists read a second, at the peak", "50"),
        (1_000_000, "cores for `web`", "2"),
        (1_000, "cores for `web`", "a part of one"),
        (1 << 30, "PostgreSQL grows a year", "1,000 GiB"),
        (10, "time to build a read table anew", "1 s"),
    ],
)
def test_what_is_needed_is_the_product_of_its_costs(events: int, what: str, amount: str) -> None:
    names = ("relay_seconds", "message_bytes", "travels", "consumers")
    unit: dict[str, float] = dict.fromkeys(names, 1)
    unit |= {"write_seconds": 0.1, "read_seconds": 0.01, "consume_seconds": 0.1}
    assumed = {"working_seconds": 1_000_000, "peak": 5, "reads_for_a_write": 10, "busy": 0.5}
    assumed |= {"days_on_kafka": 1, "copies_on_kafka": 1}
    costs = {"unit": unit | {"history_bytes": 1000}, "assumed": assumed}
    assert reckoned(costs, events)[what] == amount
