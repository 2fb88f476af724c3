"""A check of what was told that would notice: the demo's directory, and one word changed in it."""

import shutil
from pathlib import Path

from sqlalchemy import create_engine, text

from tests.journeys.told import told, unfit


def test_the_directory_keeps_its_contract_and_a_breach_would_be_noticed(
    written: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "var"
    shutil.copytree(written, folder)
    assert unfit(folder) == []
    assert {"organisation.registered", "programme.published", "person.joined"} <= told(folder)
    engine = create_engine(f"sqlite:///{folder}/referral.sqlite")
    with engine.begin() as db:
        db.execute(text("UPDATE events SET data = replace(data, 'funder', 'founder')"))
    engine.dispose()
    assert unfit(folder) == [
        "person.joined at $.roles[0]: 'founder' is none of the codes that were named"
    ]
