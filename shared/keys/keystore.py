"""Keys of people in a database of their own, each wrapped, each for the services it names.

A key is committed before anything is sealed with it, so nothing is ever sealed that cannot be
opened; a key that nothing was sealed with harms nobody.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection, Row, bindparam, delete, exists, func, insert, select, update

from shared.database.engine import Database
from shared.database.migrating import take_turns
from shared.database.upsert import insert_new
from shared.kernel.aggregate import Erased
from shared.keys.envelope import KEY, Key
from shared.keys.tables import erasures, keys, metadata, openers, restrictions, stores
from shared.keys.wrapping import NO_WRAPPING, Wrapping

BATCH = 500  # rows re-wrapped in one transaction


class NotOurs(Exception):
    """The key is there, and does not name this service."""


_BY_ID = (
    select(keys)
    .join(openers, openers.c.key_id == keys.c.key_id)
    .where(keys.c.key_id == bindparam("id"), openers.c.service == bindparam("service"))
)
_OF_PERSON = select(keys).where(
    keys.c.person == bindparam("who"), keys.c.retention == bindparam("retention")
)
_WITH_OPENERS = _OF_PERSON.add_columns(openers.c.service).join(
    openers, openers.c.key_id == keys.c.key_id
)


def prepare(db: Connection) -> None:
    """Make the tables that are not there yet; two processes may do so at once."""
    take_turns(db)
    metadata.create_all(db)


class KeyStore:
    """The key store as one service, or with an empty name a tool, sees it."""

    def __init__(
        self, database: Database, wrapping: Wrapping = NO_WRAPPING, *, service: str = ""
    ) -> None:
        self.database, self.wrapping, self.service = database, wrapping, service

    def of(self, service: str) -> "KeyStore":
        return KeyStore(self.database, self.wrapping, service=service)

    def key(self, key_id: UUID) -> Key | None:
        """The key, if it is there and for this service."""
        with self.database.reading() as db:
            row = db.execute(_BY_ID, {"id": key_id, "service": self.service}).one_or_none()
        return self._opened(row) if row is not None else None

    def key_for(self, person: UUID, retention: str, *, to: Iterable[str] = ()) -> Key:
        """The key of this person and class, made where there is none; `to` may open it too.

        Raises `Erased` where the person was erased: what is new must not bring them back.
        """
        wanted = {self.service, *to}
        with self.database.reading() as db:
            rows = db.execute(_WITH_OPENERS, {"who": person, "retention": retention}).all()
        if wanted <= {row.service for row in rows}:
            return self._opened(rows[0])
        with self.database.writing() as db:
            if _is_erased(db, person, retention):
                raise Erased
            key = self._made(db, person, retention)
            if key is None:
                row = self._row(db, person, retention)
                if row is None:
                    raise NotOurs(f"Another service alone has the {retention} key of {person}.")
                key = self._opened(row)
            for service in sorted(wanted):
                insert_new(db, openers, {"key_id": key.id, "service": service})
            return key

    def existing(self, person: UUID, retention: str) -> Key | None:
        """The key of this person and class that this service may open, and no new one."""
        with self.database.reading() as db:
            rows = db.execute(_WITH_OPENERS, {"who": person, "retention": retention}).all()
        ours = [row for row in rows if row.service == self.service]
        return self._opened(ours[0]) if ours else None

    def new_persons(self, count: int, retention: str, *, to: Iterable[str] = ()) -> list[UUID]:
        """Ids that nobody has yet, each with a key, in one transaction."""
        made = [Key(uuid4(), uuid4(), secrets.token_bytes(KEY)) for _ in range(count)]
        services = sorted({self.service, *to})
        with self.database.writing() as db:
            db.execute(insert(keys), [self._new_row(key, retention) for key in made])
            named = [{"key_id": key.id, "service": name} for key in made for name in services]
            db.execute(insert(openers), named)
        return [key.person for key in made]

    def erase(self, person: UUID, retention: str, *, now: datetime) -> int:
        """Destroy the person's key of that class for ever; how many there were, 0 or 1.

        Safe to repeat. The tombstone outlives the keys and refuses new ones.
        """
        with self.database.writing() as db:
            insert_new(db, erasures, {"person": person, "retention": retention, "erased_at": now})
            return _destroy(db, person, retention)

    def erased(self) -> list[tuple[UUID, str, datetime]]:
        """Everybody who was erased: person, class, moment."""
        with self.database.reading() as db:
            rows = db.execute(select(erasures).order_by(erasures.c.erased_at)).all()
            return [(row.person, row.retention, row.erased_at) for row in rows]

    def count_erased(self) -> int:
        """How many times somebody was erased of a class of retention."""
        with self.database.reading() as db:
            return db.execute(select(func.count()).select_from(erasures)).scalar_one()

    def restrict(self, person: UUID, *, now: datetime) -> None:
        """From now on their data is opened for nobody but who may see what is restricted."""
        with self.database.writing() as db:
            insert_new(db, restrictions, {"person": person, "since": now})

    def lift(self, person: UUID) -> None:
        """Their data may be used again."""
        with self.database.writing() as db:
            db.execute(delete(restrictions).where(restrictions.c.person == person))

    def restricted(self) -> frozenset[UUID]:
        """Everybody whose data is restricted."""
        with self.database.reading() as db:
            return frozenset(db.scalars(select(restrictions.c.person)))

    def begin(self, *, is_new: bool, now: datetime) -> bool:
        """Note that this service's store is sealed from its first event on; False when it isn't.

        A store that holds events although these keys have never seen it was written without
        sealing, or with other keys.
        """
        with self.database.writing() as db:
            if is_new:
                insert_new(db, stores, {"service": self.service, "begun_at": now})
            query = select(exists().where(stores.c.service == self.service))
            return bool(db.execute(query).scalar_one())

    def rotate(self) -> tuple[str, dict[str, int]]:
        """Wrap all keys with a new wrapping key: its name, and how many each old one held.

        Processes that run on wrap with it from then on. The one before stays where it is until
        the next time: somebody may be about to store what was wrapped with it. What nothing was
        wrapped with at the beginning goes.
        """
        current, used = self.wrapping.name, self.wrapped_with()
        for name in self.wrapping.names():
            if name != current and name not in used:
                self.wrapping.forget(name)
        new = self.wrapping.begin_new()
        return new, {name: self.rewrap(name) for name in used if name != new}

    def rewrap(self, old: str) -> int:
        """Wrap anew what is wrapped with the key of that name; how many rows there were."""
        done = 0
        while True:
            with self.database.writing() as db:
                rows = db.execute(select(keys).where(keys.c.wrapped_with == old).limit(BATCH)).all()
                for row in rows:
                    wrapped = self._wrapped(self._opened(row).secret, row.key_id, row.person)
                    db.execute(update(keys).where(keys.c.key_id == row.key_id).values(wrapped))
            if not rows:
                return done
            done += len(rows)

    def try_one(self) -> None:
        """Open any key, if there is one; raises `NoWrappingKey`."""
        with self.database.reading() as db:
            row = db.execute(select(keys).limit(1)).one_or_none()
        if row is not None:
            self._opened(row)

    def wrapped_with(self) -> dict[str, int]:
        """How many keys each wrapping key holds."""
        query = select(keys.c.wrapped_with, func.count()).group_by(keys.c.wrapped_with)
        with self.database.reading() as db:
            return {name: count for name, count in db.execute(query)}  # noqa: C416  # not rows

    def _made(self, db: Connection, person: UUID, retention: str) -> Key | None:
        """A new key; None where there is one."""
        key = Key(uuid4(), person, secrets.token_bytes(KEY))
        return key if insert_new(db, keys, self._new_row(key, retention)) else None

    def _new_row(self, key: Key, retention: str) -> dict[str, object]:
        row = {"key_id": key.id, "person": key.person, "retention": retention}
        return row | self._wrapped(key.secret, key.id, key.person)

    def _row(self, db: Connection, person: UUID, retention: str) -> Row[tuple[object, ...]] | None:
        return db.execute(_OF_PERSON, {"who": person, "retention": retention}).one_or_none()

    def _wrapped(self, secret: bytes, key_id: UUID, person: UUID) -> dict[str, object]:
        name, wrapped = self.wrapping.wrap(secret, key_id.bytes + person.bytes)
        return {"wrapped_with": name, "wrapped": wrapped}

    def _opened(self, row: Row[tuple[object, ...]]) -> Key:
        about = row.key_id.bytes + row.person.bytes
        secret = self.wrapping.unwrap(row.wrapped_with, row.wrapped, about)
        return Key(row.key_id, row.person, secret)


def _is_erased(db: Connection, person: UUID, retention: str) -> bool:
    row = (erasures.c.person == person) & (erasures.c.retention == retention)
    return bool(db.execute(select(exists().where(row))).scalar())


def _destroy(db: Connection, person: UUID, retention: str) -> int:
    row = (keys.c.person == person) & (keys.c.retention == retention)
    destroyed: int = db.execute(
        delete(keys).where(row).execution_options(preserve_rowcount=True)
    ).rowcount
    return destroyed
