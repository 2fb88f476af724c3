"""Thousands of requests with something wrong in each; `make fuzz` sends twenty thousand."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from services.platform.embedded import Platform
from tests.bad_input.fuzzing import Fuzzer, fuzz
from tests.isolated import ids_of_theirs
from tests.platform import BASE, Stepped

pytestmark = pytest.mark.xdist_group("fuzz")
CASES = int(os.environ.get("CASES", "1000"))  # of all who send
SEED = int(os.environ.get("SEED", "1"))
SENDERS = ("coordinator-siipisulka", "demo-varha", "municipal-turku", "volunteer-mll", "admin")


@pytest.fixture(scope="module")
def stepped(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stepped]:
    folder = tmp_path_factory.mktemp("fuzz") / "var"
    shutil.copytree(written, folder)
    opened = Platform(folder, BASE, sync="OFF").open()
    opened.settle()
    yield Stepped(opened)
    opened.close()


@pytest.fixture(scope="module")
def ids(stepped: Stepped) -> dict[str, str]:
    return ids_of_theirs(stepped)


@pytest.mark.parametrize("sign_in", SENDERS)
def test_whatever_is_wrong_is_refused_and_writes_nothing(
    stepped: Stepped, ids: dict[str, str], sign_in: str, request: pytest.FixtureRequest
) -> None:
    fuzzer = Fuzzer(stepped, sign_in, ids, Random(f"{SEED}-{sign_in}"))
    fuzzer.learn()
    outcome = fuzz(fuzzer, cases=CASES // len(SENDERS))
    if terminal := request.config.pluginmanager.get_plugin("terminalreporter"):
        terminal.write_line(f"{sign_in}: {outcome}")
    assert outcome.faults == []
    assert any(400 <= status < 500 for status in outcome.statuses)
