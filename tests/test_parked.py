"""A poisoned event from the first trouble to the replay, by the commands that a person has.

Once on the embedded default, and once with reporting on a PostgreSQL database of its own that
follows the others over HTTP.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, update
from werkzeug.serving import make_server
from werkzeug.test import Client
from werkzeug.wrappers import Response

from services.cli.main import main
from services.platform import wiring
from services.platform.embedded import Platform
from services.platform.settings import settings_for
from services.reporting.facts.projections import facts
from shared.database.shadow import alone
from shared.service import Service
from shared.store.tables import events
from tests.apart import checksum, prepared
from tests.key_settings import key_settings
from tests.ports import free_ports
from tests.reporting.histories import Story, write_stories
from tests.reporting.test_reports import stories

POISONED = 3  # the family whose offer cannot be read


@dataclass
class World:
    """The platform, the reporting service that is watched, and the commands of its operator."""

    platform: Platform
    reporting: Service
    environment: dict[str, str]
    spoilt: dict[str, Any] = field(default_factory=dict)

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, arguments, env=self.environment)

    def settle(self) -> None:
        self.platform.settle()
        self.reporting.followers.settle()

    def write_stories(self, stories: list[Story]) -> None:
        write_stories(self.platform.services, stories)

    def poison(self) -> None:
        """Make the offer of one family an event that nobody can read."""
        query = select(events.c.data).where(*self._offer())
        with self.platform.services["referral"].database.reading() as db:
            self.spoilt = db.execute(query).scalar_one()
        self._write({"referral_id": self.spoilt["referral_id"]})

    def fix(self) -> None:
        self._write(self.spoilt)

    def checksum(self) -> str:
        return checksum(self.reporting, facts)

    def parked_in_reporting(self) -> list[str]:
        return self.run("parked", "reporting").output.splitlines()

    def _write(self, data: dict[str, Any]) -> None:
        with self.platform.services["referral"].database.writing() as db:
            db.execute(update(events).where(*self._offer()).values(data=data))

    def _offer(self) -> tuple[Any, ...]:
        stream = f"told-{stories()[POISONED - 1].referral_id}"
        return events.c.stream == stream, events.c.name == "referral.offered"


@contextmanager
def opened(written: Path, folder: Path, base_url: str) -> Iterator[Platform]:
    shutil.copytree(written, folder)
    platform = Platform(folder, base_url, sync="OFF").open()
    yield platform
    platform.close()


@contextmanager
def embedded(written: Path, folder: Path) -> Iterator[World]:
    with opened(written, folder, "http://localhost") as platform:
        yield World(platform, platform.services["reporting"], {"VAR": str(folder)})


@contextmanager
def over_feeds(written: Path, folder: Path, postgres: str) -> Iterator[World]:
    (port,) = free_ports(1)
    base = f"http://127.0.0.1:{port}"
    database = f"{prepared('reporting', postgres)}&application_name={{service}}"
    environment = {
        "RINNALLA_DEMO": "1",
        "RINNALLA_BASE_URL": base,
        "RINNALLA_FEEDS": base,
        "RINNALLA_DATABASE": database,
        **key_settings(database, folder.parent),
    }
    with opened(written, folder, base) as platform:
        server = make_server("127.0.0.1", port, platform, threaded=True)
        thread = Thread(target=server.serve_forever)
        thread.start()
        following = wiring.Following(settings_for("consume", environment), "reporting")
        yield World(platform, following.service, environment)
        following.close()
        server.shutdown()
        thread.join()


@pytest.fixture(params=["embedded", "feeds"])
def world(request: pytest.FixtureRequest, written: Path, tmp_path: Path) -> Iterator[World]:
    folder = tmp_path / "var"
    if request.param == "embedded":
        with embedded(written, folder) as world:
            yield world
        return
    with over_feeds(written, folder, request.getfixturevalue("postgres_url")) as world:
        yield world


@pytest.fixture
def never_failed(written: Path, tmp_path: Path) -> str:
    """The facts of the same stories where nothing went wrong."""
    with embedded(written, tmp_path / "well") as world:
        world.write_stories(stories())
        world.settle()
        return world.checksum()


PARKED = 4  # the poisoned event and one behind it, by the facts and by what can be counted


def test_what_was_parked_ends_as_if_nothing_had_ever_failed(
    world: World, never_failed: str
) -> None:
    world.write_stories(stories())
    world.poison()
    world.settle()
    poison, behind = (each for each in world.parked_in_reporting() if "facts < " in each)
    assert "facts < referral/0 at " in poison
    assert "referral.offered v1 of told-" in poison
    assert poison.endswith(", NotAgreed: referral.offered lacks organisation.")
    assert "referral.accepted v1 of told-" in behind
    assert behind.endswith(", an earlier event of its stream waits")
    compared = world.run("reconcile", "reporting")
    assert compared.exit_code == 1
    assert compared.output.count("\n  ") == PARKED
    assert f"Error: All agree, but {PARKED} events are not applied yet." in compared.output

    useless = world.run("replay", "reporting")
    assert (useless.exit_code, "0 of 2 applied" in useless.output) == (1, True)
    world.write_stories([Story(77)])
    world.settle()
    assert len(world.parked_in_reporting()) == PARKED

    world.fix()
    mended = world.run("replay", "reporting")
    assert (mended.exit_code, "2 of 2 applied" in mended.output) == (0, True)
    assert world.parked_in_reporting() == []
    assert world.run("reconcile", "reporting").exit_code == 0
    before, rebuilt = world.checksum(), world.run("rebuild", "reporting", "facts")
    assert (rebuilt.exit_code, " events passed; rows: " in rebuilt.output) == (0, True)
    assert world.checksum() == before


def test_the_rows_are_those_of_a_run_that_never_failed(world: World, never_failed: str) -> None:
    world.write_stories(stories())
    world.poison()
    world.settle()
    assert world.checksum() != never_failed
    world.fix()
    assert world.run("replay", "reporting").exit_code == 0
    assert world.checksum() == never_failed


def test_whoever_looks_after_the_platform_sees_what_is_parked(
    written: Path, tmp_path: Path
) -> None:
    with embedded(written, tmp_path / "var") as world:
        world.write_stories(stories())
        world.poison()
        world.settle()
        ready = Client(world.platform, Response).get("/reporting/health/ready")
        assert ready.json == {
            "status": "ready",
            "parked": {"countable < referral": 2, "facts < referral": 2},
        }


def test_a_rebuild_that_cannot_be_is_refused_in_a_line(written: Path, tmp_path: Path) -> None:
    with embedded(written, tmp_path / "var") as world:
        with alone(world.reporting.database):
            busy = world.run("rebuild", "reporting", "facts")
        unknown = world.run("rebuild", "reporting", "fictions")
        done = world.run("rebuild", "reporting", "facts")
    message = "Error: Another rebuild of reporting is under way; wait until it has ended.\n"
    assert (busy.exit_code, busy.output) == (1, message)
    assert unknown.output.startswith("Error: reporting has no projection fictions; it has ")
    assert done.exit_code == 0


def test_a_folder_without_data_is_no_agreement(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["reconcile"], env={"VAR": str(tmp_path / "none")})
    assert run.exit_code == 1
    assert run.output.startswith(f"Error: {tmp_path}/none is not there;")
    assert not (tmp_path / "none").exists()
