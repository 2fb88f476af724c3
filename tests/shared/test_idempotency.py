"""A key is used once: by whom it was taken, with what, and whether the answer is there yet."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from shared.store import Store
from shared.web import idempotency
from shared.web.idempotency import KEPT, Answer, Key, KeyAtWork, KeyReused
from tests.shared.bicycles import NOON

KEY = Key("ana", "first", "f" * 64)
ANSWER = Answer(201, {"id": "1"}, {"ETag": '"1"'})


@pytest.fixture
def shop(store: Store) -> Store:
    with store.database.writing() as db:
        idempotency.metadata.create_all(db)
    return store


def answered(store: Store) -> None:
    with store.database.writing() as db:
        assert idempotency.begin(db, KEY, NOON) is None
        idempotency.finish(db, KEY, ANSWER)


def test_the_same_request_again_gets_the_same_answer(shop: Store) -> None:
    answered(shop)
    with shop.database.writing() as db:
        assert idempotency.begin(db, KEY, NOON) == ANSWER


@pytest.mark.parametrize(("age", "is_kept"), [(KEPT, True), (KEPT + timedelta(seconds=1), False)])
def test_a_key_is_kept_for_thirty_days(shop: Store, age: timedelta, is_kept: bool) -> None:
    answered(shop)
    with shop.database.writing() as db:
        assert idempotency.begin(db, KEY, NOON + age) == (ANSWER if is_kept else None)


def test_old_keys_go_with_the_next_request_of_anybody(shop: Store) -> None:
    answered(shop)
    with shop.database.writing() as db:
        idempotency.begin(db, replace(KEY, client="ben"), NOON + KEPT + timedelta(days=1))
    with shop.database.reading() as db:
        left = db.execute(select(idempotency.answers.c.client)).scalars().all()
    assert left == ["ben"]


def test_a_key_is_not_good_for_another_body(shop: Store) -> None:
    answered(shop)
    with shop.database.writing() as db, pytest.raises(KeyReused):
        idempotency.begin(db, replace(KEY, fingerprint="0" * 64), NOON)


@pytest.mark.parametrize("other", [replace(KEY, client="ben"), replace(KEY, key="second")])
def test_another_clients_key_or_another_key_is_free(shop: Store, other: Key) -> None:
    answered(shop)
    with shop.database.writing() as db:
        assert idempotency.begin(db, other, NOON) is None


def test_a_request_that_failed_leaves_its_key_free(shop: Store) -> None:
    with pytest.raises(RuntimeError), shop.database.writing() as db:
        idempotency.begin(db, KEY, NOON)
        raise RuntimeError
    answered(shop)


@pytest.mark.parametrize("body", ["f", "0"], ids=["same body", "another"])
def test_a_key_at_work_is_refused_at_once(postgres_store: Store, body: str) -> None:
    database = postgres_store.database
    with database.writing() as db:
        idempotency.metadata.create_all(db)
    with database.writing() as first, database.writing() as second:
        assert idempotency.begin(first, KEY, NOON) is None
        with pytest.raises(KeyAtWork):
            idempotency.begin(second, replace(KEY, fingerprint=body * 64), NOON)
