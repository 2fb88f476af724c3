"""One process wakes another: a commit reaches whoever listens on the same database."""

from collections.abc import Iterator
from contextlib import closing
from threading import Event

import pytest
from sqlalchemy import create_engine, text

from shared.database.engine import Database
from shared.database.notifying import Listening
from tests.waiting import eventually

SOON = 10.0  # seconds, on a busy machine


@pytest.fixture
def news() -> Event:
    return Event()


@pytest.fixture
def listening(postgres_url: str, news: Event) -> Iterator[Listening]:
    engine = create_engine(postgres_url)
    listening = Listening(engine)
    listening.start(news.set)
    eventually(lambda: listening.is_sure, within=SOON)
    yield listening
    listening.close()
    engine.dispose()


def commit(database: Database) -> None:
    with database.writing() as db:
        db.execute(text("SELECT 1"))


def test_a_commit_wakes(postgres_url: str, listening: Listening, news: Event) -> None:
    with closing(Database(postgres_url, notifies=True)) as database:
        commit(database)
        assert news.wait(SOON)


def test_the_last_commit_wakes_although_its_process_ends(
    postgres_url: str, listening: Listening, news: Event
) -> None:
    with closing(Database(postgres_url, notifies=True)) as database:
        commit(database)
    assert news.wait(SOON)


def test_what_nobody_follows_wakes_nobody(
    postgres_url: str, listening: Listening, news: Event
) -> None:
    with (
        closing(Database(postgres_url)) as silent,
        closing(Database(postgres_url, notifies=True)) as loud,
    ):
        commit(silent)
        with loud.alone() as db:
            db.execute(text("SELECT 1"))
        assert not news.wait(0.3)


def test_who_lost_the_connection_reads_unbidden_until_it_has_another(
    postgres_url: str, listening: Listening, news: Event
) -> None:
    with closing(Database(postgres_url)) as database, database.reading() as db:
        db.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    assert news.wait(SOON)  # woken once, for whatever it may have missed
    eventually(lambda: not listening.is_sure, within=SOON)
    eventually(lambda: listening.is_sure, within=SOON)
