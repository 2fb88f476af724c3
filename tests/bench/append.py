"""`bench append`: what a `Work` costs beside the plainest way to write the same row."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import cycle
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import make_url

from tests.bench.measuring import Figure, Slice, compare, repeating
from tests.bench.subject import METADATA, append_new, append_to, fill, open_store, payload
from tests.servers import DURABLE, cluster

INSERT = (
    "INSERT INTO plain (id, stream, version, name, schema_version, data, metadata, reach,"
    " partition, recorded_at) VALUES (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s)"
)
PAYLOAD = payload()
STREAMS = 6000  # enough that none is appended to twice in a run


def beside_psycopg() -> list[Figure]:
    """On PostgreSQL: a new stream; and load, decide, append on a stream of ten."""
    with database() as url:
        store = open_store(url)
        plain = plain_insert(url)
        ids = cycle(fill(store, streams=STREAMS, events=10))
        new = repeating(lambda: append_new(store))
        ten = repeating(lambda: append_to(store, next(ids)))
        return [
            compare("append", new, plain, goal=0.60),
            compare("append-to-ten", ten, plain, goal=0.40),
        ]


def beside_sqlite() -> list[Figure]:
    """On SQLite, both with FULL synchronisation and one row a commit."""
    with TemporaryDirectory() as folder:  # where the cluster of the others lies too
        store = open_store(f"sqlite:///{folder}/ours.sqlite")
        raw = sqlite3.connect(f"{folder}/raw.sqlite", isolation_level=None)
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute(
            "CREATE TABLE plain (seq integer primary key, id char(32) UNIQUE, stream text,"
            " version int, name text, schema_version int, data text, metadata text, reach text,"
            " partition int, recorded_at text, UNIQUE (stream, version))"
        )
        insert = INSERT.replace("%s", "?")
        plain = repeating(lambda: raw.execute(insert, row(uuid4().hex, str(datetime.now(UTC)))))
        figure = compare("append-sqlite", repeating(lambda: append_new(store)), plain, goal=0.35)
        raw.close()
        store.database.close()
        return [figure]


def plain_insert(url: str) -> Slice:
    """One row a commit through psycopg, its JSON ready-made."""
    raw = connect(url)
    raw.execute("CREATE TABLE IF NOT EXISTS plain (LIKE events INCLUDING ALL)")
    return repeating(lambda: raw.execute(INSERT, row(uuid4(), datetime.now(UTC))))


def row(event_id: Any, now: Any) -> tuple[Any, ...]:
    stream = f"sale-{uuid4()}"
    return event_id, stream, 1, "bench.sold", 1, PAYLOAD, METADATA, "public", 0, now


def connect(url: str) -> "psycopg.Connection[Any]":
    url_parts = make_url(url)
    options = {key: str(value) for key, value in url_parts.query.items()}
    address = make_conninfo(**options, user=url_parts.username)
    return psycopg.connect(address, autocommit=True)


@contextmanager
def database() -> Iterator[str]:
    """A PostgreSQL of our own with its defaults, fsync on."""
    with cluster(settings=DURABLE) as server, server.database() as url:
        yield url
