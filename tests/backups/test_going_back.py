"""A database file put back by mere copying: nothing looks green until it is mended."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import Client
from werkzeug.wrappers import Response

from services.platform.registry import NAMES
from shared.store.tables import events
from tests.backups.embedded import Embedded
from tests.platform import Stepped

WHY = "The store of referral was put back to an earlier time, and"
MENDING = "`rinnalla restored referral` brings both together again."


@pytest.fixture
def embedded(written: Path, tmp_path: Path) -> Embedded:
    """Two cases before a copy was made of the referral service's database, and two after it."""
    embedded = Embedded(tmp_path / "var")
    shutil.copytree(written, embedded.folder)
    embedded.take_on(2)
    embedded.keep("referral", tmp_path / "kept.sqlite")
    embedded.take_on(2)
    embedded.put_back("referral", tmp_path / "kept.sqlite")
    return embedded


def test_every_service_that_followed_further_stands_still_and_says_what_mends_it(
    embedded: Embedded,
) -> None:
    with embedded.opened() as region:
        answers = {name: ready(region, name) for name in NAMES}
    assert answers.pop("referral")[0] == 200
    for status, body in answers.values():
        assert status == 503
        assert all(WHY in each and each.endswith(MENDING) for each in body["missing"])
    assert any("follower reactions<referral" in each for each in answers["casework"][1]["missing"])
    assert any("follower facts<referral" in each for each in answers["reporting"][1]["missing"])


def test_nothing_of_the_other_history_is_followed_until_it_is_mended(embedded: Embedded) -> None:
    embedded.take_on(5)
    before = cases(embedded)
    assert before == embedded.cases[:4]
    embedded.run("restored", "referral")
    assert cases(embedded) == embedded.cases


def test_after_it_is_mended_every_service_holds_what_the_store_holds(embedded: Embedded) -> None:
    embedded.take_on(1)
    mended = embedded.run("restored", "referral")
    assert mended.exit_code == 0, mended.output
    assert mended.output.startswith("referral: epoch 2 begins.\n")
    with embedded.opened() as region:
        assert [ready(region, name)[0] for name in NAMES] == [200] * 4
    compared = embedded.run("reconcile")
    assert (compared.exit_code, "DIFFERS" in compared.output) == (0, False), compared.output


def test_people_get_the_list_of_cases_whose_referral_is_no_more(embedded: Embedded) -> None:
    embedded.run("restored", "referral")
    listed = embedded.run("lost").output
    for case in embedded.cases[2:4]:
        assert f"casework: case.opened of case-{case} was written in answer to " in listed
    assert all(f"case-{case}" not in listed for case in embedded.cases[:2])


def test_it_is_refused_while_somebody_serves_the_files(embedded: Embedded) -> None:
    from services.platform.embedded import lock

    with lock(embedded.folder):
        refused = embedded.run("restored", "referral")
    assert (refused.exit_code, refused.output) == (
        1,
        f"Error: Another server is using {embedded.folder}. Stop it first.\n",
    )


def ready(region: Stepped, name: str) -> tuple[int, Any]:
    answer = Client(region.platform, Response).get(f"/{name}/health/ready")
    return answer.status_code, answer.json


def cases(embedded: Embedded) -> list[str]:
    """The cases that were opened, in their order."""
    query = select(events.c.stream).where(events.c.name == "case.opened").order_by(events.c.seq)
    with embedded.opened() as region:
        database = region.platform.services["casework"].database
        with database.reading() as db:
            return [stream.removeprefix("case-") for stream in db.scalars(query)]
