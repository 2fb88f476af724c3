"""Requests in a crowd: none waits for a second connection while it holds its first."""

import pytest
from flask import Flask

from shared.database.engine import Database
from shared.store import Store
from tests.databases import STORE, NewDatabase
from tests.shared.bicycles import append, bought


def test_a_request_may_not_hold_two(database: Database) -> None:
    with (
        Flask("two").test_request_context(),
        database.reading(),
        pytest.raises(AssertionError, match="pass it on"),
        database.reading(),
    ):
        pass


def test_a_request_may_hold_one_after_the_other(database: Database) -> None:
    with Flask("two").test_request_context():
        for _ in range(2):
            with database.reading():
                pass


def test_the_first_command_of_a_process_needs_no_second_one(new_postgres_url: NewDatabase) -> None:
    database = Database(new_postgres_url(STORE), connections=1)
    Store("shop", database).begin(partitions=4)
    fresh = Store("shop", database)  # it has not read its epoch yet
    assert append(fresh, 1, bought(1)) == 1
    database.close()
