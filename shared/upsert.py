"""Insert a row or update the one that is there: for projections that may meet either half first."""

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(db: Connection, table: Table, key: dict[str, Any], values: dict[str, Any]) -> None:
    """Write `values` to the row with this key, making it where it is missing."""
    dialect = sqlite if db.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(table).values(key | values)
    db.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))
