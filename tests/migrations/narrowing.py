"""What a step took from a schema that the version before may still be using.

It looks at the tables before and after, whatever the step calls to change them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, inspect

Columns = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Schema:
    """The tables, their columns and what must be unique, foreign or checked in them."""

    tables: dict[str, Columns]
    rules: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, db: Connection) -> "Schema":
        inspector = inspect(db)
        names = [n for n in inspector.get_table_names() if not n.startswith("alembic_version")]
        columns = {n: {c["name"]: dict(c) for c in inspector.get_columns(n)} for n in names}
        return cls(columns, {name: set(_rules(inspector, name)) for name in names})


def narrowed(before: Schema, after: Schema) -> list[str]:
    """What the version before can no longer read or write as it did; empty when only added to."""
    return [what for table in sorted(before.tables) for what in _of_table(table, before, after)]


def _of_table(table: str, before: Schema, after: Schema) -> Iterator[str]:
    if table not in after.tables:
        yield f"{table} is gone"
        return
    old, new = before.tables[table], after.tables[table]
    for name, column in old.items():
        yield from (f"{table}.{name} {what}" for what in _of_column(column, new.get(name)))
    for name in sorted(new.keys() - old.keys()):
        if not new[name]["nullable"] and new[name]["default"] is None:
            yield f"{table}.{name} is new, and must be written"
    yield from (
        f"{table} has a new rule: {rule}"
        for rule in sorted(after.rules[table] - before.rules[table])
    )


def _of_column(old: dict[str, Any], new: dict[str, Any] | None) -> Iterator[str]:
    if new is None:
        yield "is gone"
        return
    if str(old["type"]) != str(new["type"]) and not _is_longer(old["type"], new["type"]):
        yield f"was {old['type']} and is {new['type']}"
    if old["nullable"] and not new["nullable"]:
        yield "may be empty no more"
    if old["default"] is not None and new["default"] is None:
        yield "has lost its default"


def _is_longer(old: Any, new: Any) -> bool:
    if type(old) is not type(new) or not getattr(old, "length", None):
        return False
    return new.length is None or new.length >= old.length


def _rules(inspector: Any, table: str) -> Iterator[str]:
    for each in inspector.get_indexes(table):
        if each["unique"]:
            yield f"unique {each['column_names']}"
    for each in inspector.get_unique_constraints(table):
        yield f"unique {each['column_names']}"
    for each in inspector.get_foreign_keys(table):
        yield f"{each['constrained_columns']} of {each['referred_table']}"
    for each in inspector.get_check_constraints(table):
        yield f"check {each['sqltext']}"
    yield f"key {inspector.get_pk_constraint(table)['constrained_columns']}"
