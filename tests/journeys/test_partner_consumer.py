"""the consumer that the documents hand to partners, run as it stands there."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.families import to_a_friend
from tests.journeys.outside import REFERRALS, SECRET, Outside
from tests.journeys.server import Server
from tests.readme import code
from tests.waiting import eventually

pytestmark = pytest.mark.xdist_group("journeys")

FEED = "/referral/api/v1/events"
WITHIN = 30.0  # seconds on a busy machine


def test_it_writes_everything_once_through_kills_and_repeats(
    server: Server, outside: Outside, tmp_path: Path
) -> None:
    for _ in range(2):
        _consume(server, tmp_path, until=_refer(outside))
    _forget_the_cursor(tmp_path)
    _consume(server, tmp_path, until=_refer(outside))
    events = [tuple(event[name] for name in ("id", "type", "subject")) for event in _feed(outside)]
    assert _seen(tmp_path) == events
    lines = (tmp_path / "printed").read_text().splitlines()
    assert [tuple(line.split(" ", 3)[:3]) for line in lines] == events


def test_a_wrong_secret_stops_it(server: Server, tmp_path: Path) -> None:
    with _consuming(server, tmp_path, secret="guessed") as consumer:
        assert consumer.wait(timeout=WITHIN) != 0
    assert "401 Client Error" in (tmp_path / "complaints").read_text()


def _refer(outside: Outside) -> str:
    """Push a referral; its stream, once the platform has offered it."""
    turku = outside["demo-turku"]
    made = turku.post(REFERRALS, to_a_friend())
    turku.sees(made.headers["Location"], status="offered")
    return f"referral-{made.json()['id']}"


def _consume(server: Server, folder: Path, *, until: str) -> None:
    """Let it work until it has written the offer of that referral, then kill it."""
    last = ("fi.rinnalla.referral.offered.v1", until)
    with _consuming(server, folder):
        eventually(lambda: last in [event[1:] for event in _seen(folder)], within=WITHIN)


@contextmanager
def _consuming(
    server: Server, folder: Path, secret: str = SECRET
) -> Iterator["subprocess.Popen[bytes]"]:
    """The program at work in a folder; killed as a power cut would at the end."""
    environment = os.environ | {"RINNALLA": server.base, "CLIENT": "demo-turku", "SECRET": secret}
    program = [sys.executable, "-c", code("For partners")[0]]
    with (folder / "printed").open("ab") as out, (folder / "complaints").open("ab") as wrong:
        running = subprocess.Popen(program, cwd=folder, env=environment, stdout=out, stderr=wrong)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def _seen(folder: Path) -> list[tuple[str, ...]]:
    """What it has written, in that order: nothing before it has made its tables."""
    with closing(sqlite3.connect(folder / "events.sqlite")) as db:
        try:
            return db.execute("SELECT id, type, subject FROM seen ORDER BY rowid").fetchall()
        except sqlite3.OperationalError:
            return []


def _forget_the_cursor(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "events.sqlite")) as db, db:
        db.execute("DELETE FROM cursor")


def _feed(outside: Outside) -> list[Any]:
    page = outside["demo-turku"].get(FEED, limit="1000").json()
    assert page["next"] == page["head"]
    events: list[Any] = page["events"]
    return events
