"""Kill -9 during a stream of referrals: what was acknowledged is there once, and nothing twice.

The moments of the kills are seeded.
"""

import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.actions import figure, report
from tests.journeys.families import to_a_friend
from tests.journeys.outside import REFERRALS, Outside
from tests.journeys.server import Server
from tests.journeys.stream import Stream
from tests.waiting import eventually

pytestmark = pytest.mark.xdist_group("journeys-kill")

REFERRALS_SENT, SENDERS, SEED = 500, 6, 26
WINDOWS = ((40, 160), (220, 420))  # acknowledged referrals between which a kill falls
DEADLINE = 150.0  # seconds for a busy machine; an idle one takes a fifth of it


@pytest.fixture
def killed(new_server: Callable[[], Server]) -> Server:
    server = new_server()
    server.start()
    return server


def test_what_was_acknowledged_before_a_kill_is_there_once_after_it(killed: Server) -> None:
    stream = Stream(Outside(killed.base)["demo-turku"])
    bodies = [to_a_friend(source_reference=f"KILL-{n}") for n in range(REFERRALS_SENT)]
    dice = random.Random(SEED)
    with ThreadPoolExecutor(SENDERS) as senders:
        sent = [senders.submit(stream.send, body) for body in bodies]
        for window in WINDOWS:
            kill_once(killed, stream, after=dice.randint(*window))
        for sending in sent:
            sending.result(timeout=DEADLINE)
    assert (stream.surprises, len(stream.acknowledged)) == ([], REFERRALS_SENT)
    assert stream.lost_answers > 0  # the kills did interrupt somebody
    eventually(lambda: offered(killed) == REFERRALS_SENT, within=DEADLINE)
    the_store_has_each_once(killed, stream)
    the_positions_are_dense(killed)
    the_live_figures_have_each_once(killed)
    it_serves_again_after_stopping(killed, stream)


def kill_once(server: Server, stream: Stream, *, after: int) -> None:
    """Kill it when so many have been acknowledged, and start it again on the same files."""
    eventually(lambda: stream.has(after), within=DEADLINE)
    assert len(stream.acknowledged) < REFERRALS_SENT
    server.kill()
    server.start()


def the_store_has_each_once(server: Server, stream: Stream) -> None:
    with opened(server.folder / "referral.sqlite") as db:
        received = Counter(stream_id(row) for row in events(db, "referral.received"))
    assert received == Counter(stream.acknowledged.values())
    assert (
        Outside(server.base)["demo-turku"]
        .get(REFERRALS, source_reference="KILL-7")
        .json()["referrals"][0]["id"]
        == stream.acknowledged["KILL-7"]
    )


def the_positions_are_dense(server: Server) -> None:
    with opened(server.folder / "referral.sqlite") as db:
        numbered = [row[0] for row in db.execute("SELECT position FROM positions ORDER BY 1")]
        seqs = {row[0] for row in db.execute("SELECT seq FROM positions")}
        written = {row[0] for row in db.execute("SELECT seq FROM events")}
        versions = db.execute("SELECT max(version) - count(*) FROM events GROUP BY stream")
        assert {row[0] for row in versions} == {0}
    assert (numbered, seqs) == ([*range(1, len(written) + 1)], written)


def the_live_figures_have_each_once(server: Server) -> None:
    figures = Outside(server.base)["coordinator-mll"].until(
        report("demand"), lambda figures: figure(figures, "received") >= REFERRALS_SENT
    )
    assert figure(figures, "received") == REFERRALS_SENT


def it_serves_again_after_stopping(server: Server, stream: Stream) -> None:
    """A second start on the same files changes nothing and remembers every key."""
    with opened(server.folder / "referral.sqlite") as db:
        before = db.execute("SELECT count(*) FROM events").fetchone()
    server.stop()
    server.start()
    with opened(server.folder / "referral.sqlite") as db:
        assert db.execute("SELECT count(*) FROM events").fetchone() == before


def offered(server: Server) -> int:
    """How many referrals the rules have offered: a reaction, once for each."""
    with opened(server.folder / "referral.sqlite") as db:
        return len(events(db, "referral.offered"))


def events(db: sqlite3.Connection, name: str) -> list[Any]:
    return db.execute("SELECT stream FROM events WHERE name = ?", (name,)).fetchall()


def stream_id(row: Any) -> str:
    """The id in a stream's name."""
    return str(row[0]).split("-", 1)[1]


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The store's file as an auditor reads it, beside whoever writes it."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)
    try:
        yield db
    finally:
        db.close()
