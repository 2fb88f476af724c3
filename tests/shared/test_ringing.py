"""One process wakes another: a commit is heard wherever somebody listens on the same database."""

from collections.abc import Iterator
from contextlib import closing
from threading import Event

import pytest
from sqlalchemy import create_engine, text

from shared.database.engine import Database
from shared.database.ringing import Hearing
from tests.waiting import eventually

SOON = 10.0  # seconds, on a busy machine


@pytest.fixture
def news() -> Event:
    return Event()


@pytest.fixture
def hearing(postgres_url: str, news: Event) -> Iterator[Hearing]:
    engine = create_engine(postgres_url)
    hearing = Hearing(engine)
    hearing.start(news.set)
    eventually(lambda: hearing.is_sure, within=SOON)
    yield hearing
    hearing.close()
    engine.dispose()


def commit(database: Database) -> None:
    with database.writing() as db:
        db.execute(text("SELECT 1"))


def test_a_commit_is_heard(postgres_url: str, hearing: Hearing, news: Event) -> None:
    with closing(Database(postgres_url, rings=True)) as database:
        commit(database)
        assert news.wait(SOON)


def test_the_last_commit_is_heard_although_its_process_ends(
    postgres_url: str, hearing: Hearing, news: Event
) -> None:
    with closing(Database(postgres_url, rings=True)) as database:
        commit(database)
    assert news.wait(SOON)


def test_what_rings_for_nobody_wakes_nobody(
    postgres_url: str, hearing: Hearing, news: Event
) -> None:
    with (
        closing(Database(postgres_url)) as silent,
        closing(Database(postgres_url, rings=True)) as loud,
    ):
        commit(silent)
        with loud.alone() as db:
            db.execute(text("SELECT 1"))
        assert not news.wait(0.3)


def test_who_lost_the_connection_looks_by_itself_until_it_hears_again(
    postgres_url: str, hearing: Hearing, news: Event
) -> None:
    with closing(Database(postgres_url)) as database, database.reading() as db:
        db.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    assert news.wait(SOON)  # woken once, for whatever it may have missed
    eventually(lambda: not hearing.is_sure, within=SOON)
    eventually(lambda: hearing.is_sure, within=SOON)
