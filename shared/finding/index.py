"""The projection that keeps the index, and what takes somebody out of it."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, select

from shared.consumer.subscription import Opener, OpeningProjection
from shared.database.upsert import insert_missing, upsert
from shared.finding.people import person, relatives
from shared.finding.tables import CONTACTS, ITSELF, NAMES, RELATIVES, metadata, searchable, tokens


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


def describes(
    to: Opener,
    thing: UUID,
    person: UUID,
    retention: str,
    described: Any,
    *,
    relatives: Sequence[str] = (),
) -> None:
    """Say who it is, in the sealed fields of an event; a field that it lacks is none.

    `relatives` are names of at most two fields, each a list of people with names, a birthday, a
    phone or an e-mail.
    """
    names = (*NAMES, "date_of_birth", *CONTACTS)
    sealed = {name: getattr(described, name, None) for name in names}
    sealed |= {
        column: getattr(described, field)
        for column, field in zip(RELATIVES, relatives, strict=False)
    }
    row = {"person": person, "retention": retention, **sealed}
    upsert(to.db, searchable, {"thing": thing}, row)
    _write(to, thing)


def forget(db: Connection, person: UUID, classes: Collection[str]) -> None:
    """Nobody finds the person any more; in the transaction that destroys their keys."""
    theirs = (searchable.c.person == person) & searchable.c.retention.in_(classes)
    things = select(searchable.c.thing).where(theirs).scalar_subquery()
    db.execute(delete(tokens).where(tokens.c.thing.in_(things)))
    db.execute(delete(searchable).where(theirs))


def _row(db: Connection, thing: UUID) -> Any:
    return db.execute(select(searchable).where(searchable.c.thing == thing)).one_or_none()


def _write(to: Opener, thing: UUID) -> None:
    """The thing's tokens as its row now has it; none of what can no longer be opened."""
    row = _row(to.db, thing)
    to.db.execute(delete(tokens).where(tokens.c.thing == thing))
    if row.person is None or not row.organisations:
        return
    made = {
        (home, to.sealing.token(home, clue.kind, clue.value))
        for home in map(UUID, set(row.organisations.values()))
        for each in (person(row, to.sealing), *relatives(row, to.sealing))
        for clue in each.clues
    }
    if made:
        own = {(home, to.sealing.token(home, ITSELF, str(home)), home) for home, _ in made}
        rows = {(home, token, thing) for home, token in made} | own
        names = ("organisation", "token", "thing")
        insert_missing(to.db, tokens, [dict(zip(names, row, strict=True)) for row in rows])
