"""An index of what lies sealed: who is called so, born then, or reached there, in a token each.

A token is made with a key that the key store has for each organisation and service, so the rows
tell neither names nor days. They do tell, within one organisation, that two people's names begin
alike or that their birthday is the same. A row found by its tokens is still to be opened and
compared: a token stands for the first letters of a name alone.
"""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Index,
    MetaData,
    String,
    Table,
    Uuid,
    delete,
    false,
    insert,
    or_,
    select,
)

from shared.consumer.subscription import Opener, OpeningProjection
from shared.database.columns import Personal
from shared.database.upsert import upsert
from shared.kernel import searching
from shared.kernel.sealing import Sealing, opened
from shared.kernel.searching import Clue
from shared.work import Work

OF_PERSON = {"of": "person", "retention": ""}  # each row says its own
NAMES = ("given_name", "family_name")
CONTACTS = ("phone", "email")

metadata = MetaData()
searchable = Table(  # written by each service's projection `finding`
    "searchable",
    metadata,
    Column("thing", Uuid, primary_key=True),  # such as a bicycle
    Column("organisations", JSON),  # who looks for it, by what they are to it
    Column("person", Uuid, index=True),  # NULL: not described yet
    Column("retention", String(40)),  # class of what is sealed here
    Column("given_name", Personal(**OF_PERSON)),
    Column("family_name", Personal(**OF_PERSON)),
    Column("date_of_birth", Personal(**OF_PERSON)),
    Column("phone", Personal(**OF_PERSON)),
    Column("email", Personal(**OF_PERSON)),
)
tokens = Table(
    "search_tokens",
    metadata,
    Column("organisation", Uuid, primary_key=True),
    Column("token", String(22), primary_key=True),
    Column("thing", Uuid, primary_key=True),
    Index("search_tokens_thing", "thing"),
)


def index() -> OpeningProjection:
    """A service's index; the service says which events `belongs` and `describes` it knows from."""
    return OpeningProjection("finding", metadata)


def belongs(to: Opener, thing: UUID, **organisations: UUID) -> None:
    """Say who looks for the thing: organisations, by what they are to it."""
    row = _row(to.db, thing)
    now = (row.organisations if row and row.organisations else {}) | {
        name: str(organisation) for name, organisation in organisations.items()
    }
    upsert(to.db, searchable, {"thing": thing}, {"organisations": now})
    _write(to, thing)


def describes(to: Opener, thing: UUID, person: UUID, retention: str, described: Any) -> None:
    """Say who it is, in the sealed fields of an event; a field that it lacks is none."""
    names = (*NAMES, "date_of_birth", *CONTACTS)
    sealed = {name: getattr(described, name, None) for name in names}
    row = {"person": person, "retention": retention, **sealed}
    upsert(to.db, searchable, {"thing": thing}, row)
    _write(to, thing)


def forget(db: Connection, person: UUID, classes: Collection[str]) -> None:
    """Nobody finds the person any more; in the transaction that destroys their keys."""
    theirs = (searchable.c.person == person) & searchable.c.retention.in_(classes)
    things = select(searchable.c.thing).where(theirs).scalar_subquery()
    db.execute(delete(tokens).where(tokens.c.thing.in_(things)))
    db.execute(delete(searchable).where(theirs))


def meant_by(
    work: Work,
    organisation: UUID | None,
    text: str,
    thing: ColumnElement[UUID],
    *,
    or_in: Callable[[str], ColumnElement[bool]] | None = None,
) -> list[ColumnElement[bool]]:
    """Conditions for the things that a query may mean: who is called so or born then.

    `or_in` says where else a word may stand, such as in a reference. None as the organisation
    looks through all of them.
    """
    homes = _homes(work, organisation)
    conditions = []
    for word in searching.words(text):
        named = _has(work.sealing, homes, [searching.clue_of_word(word)], thing)
        conditions.append(or_(named, or_in(word)) if or_in else named)
    for day in searching.days(text):
        born = [searching.clue_of_day(day)] if day else []
        conditions.append(_has(work.sealing, homes, born, thing))
    return conditions


def like(
    work: Work, home: UUID, sought: Collection[Clue], thing: ColumnElement[UUID]
) -> ColumnElement[bool]:
    """Is it somebody with any of these clues?"""
    return _has(work.sealing, [home], sought, thing)


def _homes(work: Work, organisation: UUID | None) -> list[UUID]:
    if organisation is not None:
        return [organisation]
    return list(work.db.scalars(select(tokens.c.organisation).distinct()))


def _has(
    sealing: Sealing,
    homes: Collection[UUID],
    sought: Collection[Clue],
    thing: ColumnElement[UUID],
) -> ColumnElement[bool]:
    c = tokens.c
    of = [
        (c.organisation == home)
        & c.token.in_([sealing.token(home, clue.kind, clue.value) for clue in sought])
        for home in homes
    ]
    return thing.in_(select(c.thing).where(or_(false(), *of)))


def _row(db: Connection, thing: UUID) -> Any:
    return db.execute(select(searchable).where(searchable.c.thing == thing)).one_or_none()


def _write(to: Opener, thing: UUID) -> None:
    """The thing's tokens as its row now has it; none of what can no longer be opened."""
    row = _row(to.db, thing)
    to.db.execute(delete(tokens).where(tokens.c.thing == thing))
    if row.person is None or not row.organisations:
        return
    values = {name: opened(getattr(row, name), to.sealing) for name in (*NAMES, *CONTACTS)}
    day = opened(row.date_of_birth, to.sealing)
    clues = searching.clues(
        [values[name] for name in NAMES],
        born=date.fromisoformat(day) if day else None,
        contacts=[values[name] for name in CONTACTS],
    )
    made = {
        (home, to.sealing.token(home, clue.kind, clue.value))
        for home in map(UUID, set(row.organisations.values()))
        for clue in clues
    }
    if made:
        rows = [{"organisation": home, "token": token, "thing": thing} for home, token in made]
        to.db.execute(insert(tokens), rows)
