"""How a request leaves its row: by one statement that is its own transaction and waits for none."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Insert, insert, literal_column, select

from shared.accesslog.tables import accesses
from shared.database.engine import Database

NOW = {  # the moment, in the form in which the column keeps it
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f000', 'now')",
    "postgresql": "clock_timestamp()",
}
LONGEST = 120  # characters of an operation


class Manner(StrEnum):
    """How somebody came by what they saw."""

    READ = "read"
    CHANGED = "changed"
    SEARCHED = "searched"
    EXPORTED = "exported"


class Outcome(StrEnum):
    """How a request ended."""

    SHOWN = "shown"
    REFUSED = "refused"  # it is there, and not theirs
    MISSING = "missing"
    UNDONE = "undone"  # a rule or a mistake stood against it; what was seen was theirs to see
    FAILED = "failed"  # on our side


@dataclass(frozen=True)
class AccessEntry:
    """One request of one principal. `opened` are streams, `listed` the ids in lists."""

    operation: str  # as in the access matrix, such as "matches_api.start"
    principal: str  # id
    organisation: str = ""  # id; empty: belongs to none
    roles: tuple[str, ...] = ()
    kind: str = "person"
    manner: Manner = Manner.READ
    outcome: Outcome = Outcome.SHOWN
    opened: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    purpose: str = ""
    request: str = ""


def keep(database: Database, entry: AccessEntry) -> None:
    """Write the row; it is committed when this returns, and nobody is woken by it."""
    row = asdict(entry) | {
        "operation": entry.operation[:LONGEST],
        "roles": " ".join(entry.roles),
        "opened": " ".join(entry.opened),
        "listed": " ".join(entry.listed),
    }
    with database.alone() as db:
        db.execute(_INSERT[db.dialect.name], row)


def now_of(db: Connection) -> Any:
    """The moment by the database's own clock."""
    moment = literal_column(NOW[db.dialect.name], accesses.c.at.type)
    return db.execute(select(moment)).scalar_one()


def _insert(dialect: str) -> Insert:
    moment = literal_column(NOW[dialect], accesses.c.at.type)
    return insert(accesses).values(at=moment).inline()


_INSERT = {dialect: _insert(dialect) for dialect in NOW}
