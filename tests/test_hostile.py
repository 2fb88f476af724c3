"""Whatever is sent to whichever route, it is answered, never with an error of ours, and soon."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median

import pytest

from services.platform.embedded import Platform
from tests.hostile import Attacker, described
from tests.isolated import ids_of_theirs
from tests.platform import BASE, Stepped

pytestmark = pytest.mark.xdist_group("hostile")
SEEDS = {"coordinator-siipisulka": 9, "municipal-turku": 10, "admin": 11}
EACH = 2  # requests of each route and person
PATIENCE = 20  # times as long as most answers take
SHORTEST = 0.1  # seconds that any answer may take


@pytest.fixture(scope="module")
def stepped(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stepped]:
    folder = tmp_path_factory.mktemp("hostile") / "var"
    shutil.copytree(written, folder)
    opened = Platform(folder, BASE, sync="OFF").open()
    opened.settle()
    yield Stepped(opened)
    opened.close()


@pytest.fixture(scope="module")
def ids(stepped: Stepped) -> dict[str, str]:
    return ids_of_theirs(stepped)


@pytest.mark.parametrize("sign_in", SEEDS)
def test_nothing_that_is_sent_breaks_anything(
    stepped: Stepped, ids: dict[str, str], sign_in: str
) -> None:
    attacker = Attacker(stepped, sign_in, ids, Random(SEEDS[sign_in]))
    attacker.learn()
    answers = []
    for route in attacker.routes():
        stepped.settle()  # who does not follow for five minutes answers nobody
        requests = attacker.requests(route, EACH)
        answers += [(attacker.timed(request), described(request)) for request in requests]
    assert len(answers) > 500
    assert [(status, text) for (status, _), text in answers if status >= 500] == []
    refusals = [seconds for (status, seconds), _ in answers if status >= 400]
    limit = max(SHORTEST, PATIENCE * median(refusals))
    slow = [(seconds, text) for (_, seconds), text in answers if seconds > limit]
    assert len(slow) <= len(answers) / 200, slow[:5]
