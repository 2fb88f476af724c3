"""Letters reach whom they are for, and nobody else; reading marks them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid5

import pytest
from sqlalchemy import Connection

from shared import inbox
from shared.identity.principals import Principal
from shared.inbox import (
    Letter,
    anywhere,
    everybody_of,
    letters_of,
    member_of,
    role_of,
    unattached,
    unread_things,
)
from shared.store import Store
from tests.shared.bicycles import NOON, bicycle

HOME, ELSEWHERE = UUID(int=1), UUID(int=2)
ANA = Principal(UUID(int=10), "person", "ana", HOME, frozenset({"mechanic"}))
BEN = Principal(UUID(int=11), "person", "ben", HOME, frozenset({"seller"}))
AWAY = replace(ANA, organisation=ELSEWHERE)
LATER = NOON + timedelta(minutes=2)


def letter(number: int, *, about: int = 1, at: int = 0, urgent: bool = False) -> Letter:
    made = NOON + timedelta(minutes=at)
    return Letter(
        uuid5(HOME, str(number)), "repaired", "bicycle", bicycle(about), "x", made, urgent
    )


@pytest.fixture
def db(store: Store) -> Iterator[Connection]:
    with store.database.writing() as db:
        inbox.metadata.create_all(db)
        inbox.marks_metadata.create_all(db)
        yield db


@pytest.mark.parametrize(
    ("recipient", "readers"),
    [
        (everybody_of(HOME), [ANA, BEN]),
        (role_of(HOME, "seller"), [BEN]),
        (member_of(HOME, ANA.id), [ANA]),
        (member_of(ELSEWHERE, ANA.id), [AWAY]),
        (everybody_of(ELSEWHERE), [AWAY]),
        (anywhere("mechanic"), [ANA, AWAY]),
    ],
)
def test_a_letter_is_read_by_whom_it_is_for(
    db: Connection, recipient: str, readers: list[Principal]
) -> None:
    inbox.send(db, letter(1), [recipient])
    assert [who for who in (ANA, BEN, AWAY) if letters_of(db, who, now=LATER)] == readers


def test_who_belongs_nowhere_has_no_letters(db: Connection) -> None:
    inbox.send(db, letter(1), [member_of(HOME, ANA.id)])
    assert letters_of(db, replace(ANA, organisation=None), now=LATER) == []


def test_who_belongs_nowhere_has_those_of_their_role(db: Connection) -> None:
    inbox.send(db, letter(1), [anywhere("mechanic")])
    inbox.send(db, letter(2), [anywhere("seller"), unattached("seller")])
    assert letters_of(db, replace(ANA, organisation=None), now=LATER) == [letter(1)]


def test_who_belongs_somewhere_has_none_of_those_who_do_not(db: Connection) -> None:
    inbox.send(db, letter(1), [unattached("mechanic")])
    assert letters_of(db, ANA, now=LATER) == []
    assert letters_of(db, replace(ANA, organisation=None), now=LATER) == [letter(1)]
    assert inbox.recipients_of(db, bicycle(1), "repaired") == [unattached("mechanic")]


@pytest.mark.parametrize(("now", "shown"), [(-1, []), (0, [letter(1)])])
def test_a_letter_dated_ahead_is_seen_when_its_time_comes(
    db: Connection, now: int, shown: list[Letter]
) -> None:
    inbox.send(db, letter(1), [everybody_of(HOME)])
    at = NOON + timedelta(minutes=now)
    assert letters_of(db, ANA, now=at) == shown
    assert inbox.count_unread(db, ANA, now=at) == len(shown)
    assert len(unread_things(db, ANA, [bicycle(1)], now=at)) == len(shown)


def test_a_letter_that_no_longer_holds_is_taken_back(db: Connection) -> None:
    kept = [letter(2, about=2), replace(letter(3), kind="painted")]
    for each in (letter(1), *kept):
        inbox.send(db, each, [everybody_of(HOME)])
    inbox.take_back(db, bicycle(1), "repaired")
    assert {each.letter_id for each in letters_of(db, ANA, now=LATER)} == {
        each.letter_id for each in kept
    }


def test_nobody_is_told_what_they_did_themselves(db: Connection) -> None:
    own = replace(letter(1), author=str(ANA.id))
    inbox.send(db, own, [everybody_of(HOME)])
    assert (letters_of(db, ANA, now=LATER), letters_of(db, BEN, now=LATER)) == ([], [own])


def test_the_same_letter_in_two_ways_is_one(db: Connection) -> None:
    inbox.send(db, letter(1), [everybody_of(HOME), role_of(HOME, "mechanic")])
    inbox.send(db, letter(1), [everybody_of(HOME)])
    assert letters_of(db, ANA, now=LATER) == [letter(1)]


def test_urgent_letters_come_first_and_then_the_newest(db: Connection) -> None:
    sent = [letter(1), letter(2, at=2), letter(3, at=1, urgent=True)]
    for each in sent:
        inbox.send(db, each, [everybody_of(HOME)])
    assert letters_of(db, ANA, now=LATER) == [sent[2], sent[1], sent[0]]


def test_looking_at_a_thing_reads_its_letters_for_the_reader_alone(db: Connection) -> None:
    for each in (letter(1), letter(2, about=2, at=-1)):
        inbox.send(db, each, [everybody_of(HOME)])
    inbox.mark_read(db, ANA, bicycle(1), now=NOON)
    things = [bicycle(1), bicycle(2)]
    assert [unread_things(db, who, things, now=LATER) for who in (ANA, BEN)] == [
        {bicycle(2)},
        set(things),
    ]
    assert letters_of(db, ANA, now=LATER, unread_only=False) == [
        replace(letter(1), is_read=True),
        letter(2, about=2, at=-1),
    ]


@pytest.mark.parametrize(("at", "is_unread"), [(0, False), (1, True)])
def test_what_comes_after_the_reading_is_unread(db: Connection, at: int, is_unread: bool) -> None:
    inbox.mark_read(db, ANA, bicycle(1), now=NOON)
    inbox.send(db, letter(1, at=at), [everybody_of(HOME)])
    assert bool(unread_things(db, ANA, [bicycle(1)], now=LATER)) == is_unread
    inbox.mark_read(db, ANA, bicycle(1), now=LATER)
    assert letters_of(db, ANA, now=LATER) == []


def test_what_came_before_a_day_is_read_at_once_and_nothing_later(db: Connection) -> None:
    inbox.send(db, letter(1, about=1), [member_of(HOME, ANA.id)])
    inbox.send(db, letter(2, about=2, at=1), [member_of(HOME, ANA.id)])
    inbox.mark_all_read(db, ANA, until=NOON + timedelta(minutes=1))
    assert [each.thing_id for each in letters_of(db, ANA, now=LATER)] == [bicycle(2)]
    assert inbox.count_unread(db, ANA, now=LATER) == 1
