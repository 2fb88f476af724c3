"""A draft comes back to who typed it, into the form they typed it in, for two weeks."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Connection, select

from shared.kernel.sealing import Open
from shared.store import Store
from shared.web import drafts
from shared.web.drafts import KEPT, LARGEST
from tests.shared.bicycles import NOON

ANA, BEN = UUID(int=1), UUID(int=2)
TYPED = {"text": ["The chain"], "parts": ["BELL", "BRAKE"]}


@pytest.fixture
def db(store: Store) -> Iterator[Connection]:
    with store.database.writing() as db:
        drafts.metadata.create_all(db)
        yield db


def keep(db: Connection, typed: drafts.Typed = TYPED, *, by: UUID = ANA, later: int = 0) -> None:
    now = NOON + timedelta(days=later)
    drafts.keep(db, Open(), by=by, form="repair", typed=typed, now=now)


def kept(db: Connection, *, by: UUID = ANA, form: str = "repair") -> drafts.Typed:
    return drafts.kept(db, Open(), by=by, form=form, now=NOON)


def test_a_draft_is_for_its_own_person_and_form(db: Connection) -> None:
    keep(db)
    assert kept(db) == TYPED
    assert (kept(db, by=BEN), kept(db, form="sale")) == ({}, {})


def test_the_newest_draft_takes_the_place_of_the_last(db: Connection) -> None:
    keep(db)
    keep(db, {"text": ["The bell"]})
    assert kept(db) == {"text": ["The bell"]}


def test_a_sent_form_has_no_draft(db: Connection) -> None:
    keep(db)
    drafts.drop(db, by=ANA, form="repair")
    assert kept(db) == {}


@pytest.mark.parametrize(("age", "is_kept"), [(KEPT, True), (KEPT + timedelta(seconds=1), False)])
def test_a_draft_is_kept_for_two_weeks(db: Connection, age: timedelta, is_kept: bool) -> None:
    keep(db)
    shown = drafts.kept(db, Open(), by=ANA, form="repair", now=NOON + age)
    assert shown == (TYPED if is_kept else {})


def test_old_drafts_go_with_the_next_of_anybody(db: Connection) -> None:
    keep(db)
    keep(db, by=BEN, later=15)
    assert db.execute(select(drafts.drafts.c.principal)).scalars().all() == [BEN]


def test_a_draft_has_a_largest_size(db: Connection) -> None:
    keep(db, {"text": ["x" * LARGEST]})
    with pytest.raises(drafts.TooLarge, match="64000 characters"):
        keep(db, {"text": ["x" * LARGEST], "more": ["x"]})
