"""A check of what was told that would notice: the demo's directory, and one word changed in it."""

import shutil
from pathlib import Path

from sqlalchemy import create_engine, text

from tests.journeys.server import Server
from tests.journeys.told import told, unfit


def test_the_directory_keeps_its_contract_and_a_breach_would_be_noticed(
    written: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "var"
    shutil.copytree(written, folder)
    stores = Server(folder)
    assert unfit(stores) == []
    assert {"organisation.registered", "programme.published", "person.joined"} <= told(stores)
    engine = create_engine(stores.database("referral"))
    with engine.begin() as db:
        db.execute(text("UPDATE events SET data = replace(data, 'funder', 'founder')"))
    engine.dispose()
    assert unfit(stores) == [
        "person.joined at $.roles[0]: 'founder' is none of the codes that were named"
    ]
