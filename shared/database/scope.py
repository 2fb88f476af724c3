"""Whose rows a transaction may touch: PostgreSQL's row-level security asks for it (row_security).

It is set for one transaction (`SET LOCAL`), so that no pooled connection carries it into the next
one. A transaction that says nothing sees no row of any organisation. SQLite has nothing like it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select

ORGANISATION, REACH = "rinnalla.organisation", "rinnalla.scope"
EVERY_ROW = "everything"
_SET = f"SELECT set_config('{ORGANISATION}', %s, true), set_config('{REACH}', %s, true)"
_WIDEN = f"SELECT set_config('{REACH}', %s, true)"
# Our own processes work through tables that grow meanwhile: a plan that was kept from when one was
# empty reads all of it at each event, so theirs are made anew each time.
_SET_EVERYTHING = f"{_SET}, set_config('plan_cache_mode', 'force_custom_plan', true)"
_LIMITED = "reach"  # the execution option that says what a transaction was limited to


@dataclass(frozen=True)
class Scope:
    """One organisation's rows; with neither field, those of none."""

    organisation: UUID | None = None
    is_everything: bool = False


NOBODY = Scope()
EVERYTHING = Scope(is_everything=True)  # for our own processes: they fold everybody's events


def limit(db: Connection, scope: Scope) -> None:
    """Let the transaction touch no other rows from now on; call it within one."""
    if db.dialect.name != "sqlite":
        reach = EVERY_ROW if scope.is_everything else ""
        statement = _SET_EVERYTHING if scope.is_everything else _SET
        db.exec_driver_sql(statement, (str(scope.organisation or ""), reach))
        db.execution_options(**{_LIMITED: reach})


def rows_of_everybody(db: Connection, query: Select[Any]) -> Sequence[Row[Any]]:
    """The rows of one query whoever asks, such as for a count over all organisations.

    Tests name each place that uses it, with its reason.
    """
    limited = db.get_execution_options().get(_LIMITED, "")
    if db.dialect.name == "sqlite" or limited == EVERY_ROW:
        return db.execute(query).all()
    db.exec_driver_sql(_WIDEN, (EVERY_ROW,))
    rows = db.execute(query).all()
    db.exec_driver_sql(_WIDEN, (limited,))
    return rows
