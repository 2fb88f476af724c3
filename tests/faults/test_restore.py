"""The databases of a running region put back to an earlier time: by hand, and by our commands."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import requests
from psycopg.sql import SQL, Identifier
from sqlalchemy import MetaData, func, make_url, select

from services.platform.registry import NAMES
from tests.brokers import OwnKafka
from tests.faults.conftest import Tell
from tests.faults.test_region import streams
from tests.journeys.families import to_a_friend
from tests.journeys.stream import Stream
from tests.servers import Cluster, program
from tests.system.region import Region, created
from tests.waiting import eventually

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
DEADLINE = 180.0  # seconds for a busy machine
OF_REFERRAL = ("web referral", "relay referral", "consume referral")
FOLLOWING = ("casework", "volunteers", "reporting")
WHY = "The store of referral was put back to an earlier time, and"
LOST, AFTER = 20, 10
BESIDE = ("checkpoints", "heads", "relay_lease", "relay_cursors", "sessions", "stopped", "store")


@pytest.fixture
def region(
    postgres_server: Cluster, broker: OwnKafka, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Region]:
    with created(postgres_server, broker, tmp_path_factory.mktemp("restored")) as region:
        region.start()
        yield region


def test_a_store_that_was_restored_by_hand_stops_every_road_until_it_is_mended(
    region: Region, tmp_path: Path, tell: Tell
) -> None:
    before = take_on(region, 3)
    dump = tmp_path / "referral.dump"
    run("pg_dump", region.database("referral"), "--format=custom", f"--file={dump}")
    lost = take_on(region, LOST)
    region.settle(within=DEADLINE)
    kill(region, *OF_REFERRAL)
    put_back(region, dump)
    start(region, *OF_REFERRAL)
    eventually(lambda: is_ready(region, "referral", is_alone=True), within=DEADLINE)
    after = take_on(region, AFTER)

    eventually(lambda: all(WHY in why_not(region, name) for name in FOLLOWING), within=DEADLINE)
    for name in FOLLOWING:
        assert f"<referral: {WHY}" in why_not(region, name)
    eventually(lambda: bool(region.logged("relay.went_back")), within=DEADLINE)
    assert "What Kafka holds of referral" in why_not(region, "referral")
    assert not set(after) & set(streams(region, "casework", "case.opened"))

    mended = region.run("restored", "referral")
    assert mended.startswith("referral: epoch 2 begins.\n")
    eventually(region.is_ready, within=DEADLINE)
    region.settle(within=DEADLINE)
    region.prove()
    opened = streams(region, "casework", "case.opened")
    assert set(opened) == {*before, *lost, *after}
    assert set(opened.values()) == {1}
    listed = region.run("lost")
    assert [case for case in lost if f" of {case} was written in answer to " not in listed] == []
    assert [case for case in (*before, *after) if f" of {case} " in listed] == []
    tell(f"{len(lost)} acceptances lost with the store, {len(after)} new; nothing followed blindly")


def test_a_region_is_backed_up_while_it_runs_and_put_back_whole(
    region: Region, tmp_path: Path, tell: Tell
) -> None:
    before = take_on(region, 3)
    region.settle(within=DEADLINE)
    rows = counted(region)  # before it: that a backup was taken is written when it is whole
    backed_up = region.run("backup", str(tmp_path / "data"), "--keys", str(tmp_path / "keys"))
    assert backed_up.count("checked by restoring them") == len(NAMES)
    (data,), (keys,) = (list((tmp_path / each).iterdir()) for each in ("data", "keys"))
    take_on(region, 5)
    region.settle(within=DEADLINE)
    with pytest.raises(AssertionError, match="Stop its web, relay and consume processes first"):
        region.run("restore", str(data), "--replace")
    kill(region, *(name for name in region.processes if name != "web portal"))
    hang_up(region)
    done = region.run("restore", str(data), "--keys", str(keys), "--replace")
    assert all(f"{name}: epoch 2 begins." in done for name in NAMES)
    assert counted(region) == rows
    start(region, *(name for name in region.processes if name != "web portal"))
    eventually(region.is_ready, within=DEADLINE)
    after = take_on(region, 3)
    region.settle(within=DEADLINE)
    region.prove()
    assert set(streams(region, "casework", "case.opened")) == {*before, *after}
    tell(f"{sum(part['history']['head'] for part in parts(data))} events put back in four stores")


def take_on(region: Region, number: int) -> list[str]:
    """Send so many referrals and accept them; the streams of their cases."""
    stream = Stream(region.outside["demo-turku"])
    coordinator = region.outside["coordinator-mll"]
    for n in range(number):
        reference = f"RESTORE-{n}-{id(stream)}"
        referral = stream.send(to_a_friend(source_reference=reference))
        assert referral, stream.surprises
        stream.accept(coordinator, referral)
    assert len(stream.accepted) == number, stream.surprises
    return [f"case-{case}" for case in stream.accepted.values()]


def put_back(region: Region, dump: Path) -> None:
    """Drop the database and restore it, as somebody does who knows PostgreSQL and nothing of us."""
    url = make_url(region.database("referral"))
    name = Identifier(str(url.database))
    with psycopg.connect(region.postgres.url, autocommit=True) as db:
        db.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(name))
        db.execute(SQL("CREATE DATABASE {} TEMPLATE template0").format(name))
    run("pg_restore", region.database("referral"), "--exit-on-error", str(dump))


def run(command: str, address: str, *arguments: str) -> None:
    url = make_url(address)
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    subprocess.run([program(command), f"--dbname={plain}", *arguments], check=True)


def kill(region: Region, *names: str) -> None:
    for name in names:
        region.processes[name].end("KILL")


def hang_up(region: Region) -> None:
    """End what this process itself holds open to the databases."""
    sessions = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE %s"
    with psycopg.connect(region.postgres.url, autocommit=True) as db:
        db.execute(sessions, (f"{region.folder.name.lower().replace('-', '_')}%",))


def start(region: Region, *names: str) -> None:
    for name in names:
        region.processes[name].start()


def is_ready(region: Region, name: str, *, is_alone: bool = False) -> bool:
    """Whether the service is ready, or would be but for what was put back."""
    try:
        answer = requests.get(f"{region.base}/{name}/health/ready", timeout=10)
    except requests.ConnectionError:
        return False
    return answer.ok or (is_alone and answer.status_code == 503 and "missing" in answer.text)


def why_not(region: Region, name: str) -> str:
    answer = requests.get(f"{region.base}/{name}/health/ready", timeout=10)
    return "" if answer.ok else answer.text


def counted(region: Region) -> dict[str, dict[str, int]]:
    """How many rows each table holds that people or events wrote."""
    counts: dict[str, dict[str, int]] = {}
    for name in NAMES:
        tables = MetaData()
        with region.engine(name).connect() as db:
            tables.reflect(db)
            counts[name] = {
                table.name: db.execute(select(func.count()).select_from(table)).scalar_one()
                for table in tables.sorted_tables
                if table.name not in BESIDE and not table.name.startswith("access")
            }
    return counts


def parts(folder: Path) -> list[Any]:
    document = json.loads((folder / "manifest.json").read_text())
    return list(document["parts"])
