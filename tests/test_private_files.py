"""Nobody else on the machine reads what is written: databases, journals, keys, secrets, logs."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import requests

from shared.database.engine import Database
from shared.kernel.private_files import private_folder, write_privately
from tests.journeys.conftest import new_server
from tests.journeys.server import Server
from tests.platform import Stepped, platform

__all__ = ["new_server", "platform"]


@pytest.fixture
def open_mask() -> Iterator[None]:
    """The mask of most machines, under which others may read a new file."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """What of a folder somebody else could read, with its rights."""
    return [
        f"{path.relative_to(folder.parent)} {stat.filemode(path.lstat().st_mode)}"
        for path in (folder, *folder.rglob("*"))
        if path.lstat().st_mode & 0o077 and not path.is_symlink()
    ]


@pytest.mark.usefixtures("open_mask")
def test_a_data_folder_is_its_owners_alone(platform: Stepped) -> None:
    platform.caller("demo-turku").get("/referral/api/v1/referrals")
    platform.browser("coordinator-mll").get("/referral/", base_url="http://localhost")
    assert {path.suffix for path in platform.platform.folder.iterdir()} >= {".sqlite", ".jwk", ""}
    assert open_to_others(platform.platform.folder) == []


@pytest.mark.usefixtures("open_mask")
def test_a_served_data_folder_is_its_owners_alone(new_server: Iterable[Server]) -> None:
    server: Server = new_server()  # type: ignore[operator]
    server.start()
    assert requests.get(f"{server.base}/referral/", timeout=10).status_code == 200
    assert {path.name for path in server.folder.iterdir()} >= {"lock", "log", "secret"}
    assert open_to_others(server.folder) == []


@pytest.mark.usefixtures("open_mask")
def test_a_journal_is_as_private_as_its_database(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/made.sqlite")
    with database.writing() as db:
        db.exec_driver_sql("CREATE TABLE kept (word)")
        modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    database.close()
    assert modes == {"made.sqlite": 0o600, "made.sqlite-journal": 0o600}


@pytest.mark.usefixtures("open_mask")
def test_what_lay_open_is_taken_away_from_others(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    (folder / "kept").mkdir(parents=True)
    (folder / "old.sqlite").touch()
    (folder / "elsewhere").symlink_to("/etc/hostname")
    private_folder(folder)
    assert open_to_others(folder) == []


@pytest.mark.usefixtures("open_mask")
def test_commands_write_for_their_owner_alone(tmp_path: Path) -> None:
    write_privately()
    (tmp_path / "export").write_text("…")
    assert (tmp_path / "export").stat().st_mode & 0o777 == 0o600
