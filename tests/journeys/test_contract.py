"""A check of what was published: the demo's directory, and one word changed in it."""

import shutil
from pathlib import Path

from sqlalchemy import create_engine, text

from tests.journeys.contract import travelling_names, unfit
from tests.journeys.server import Server


def test_the_directory_keeps_its_contract_and_a_breach_would_be_noticed(
    written: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "var"
    shutil.copytree(written, folder)
    stores = Server(folder)
    assert unfit(stores) == []
    assert {"organisation.registered", "programme.published", "person.joined"} <= travelling_names(
        stores
    )
    engine = create_engine(stores.database("referral"))
    with engine.begin() as db:
        db.execute(text("UPDATE events SET data = replace(data, 'funder', 'founder')"))
    engine.dispose()
    assert unfit(stores) == [
        "person.joined at $.roles[0]: 'founder' is none of the codes that were named"
    ]
