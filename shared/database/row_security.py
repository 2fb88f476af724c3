"""The second line of isolation: PostgreSQL itself hides the rows of other organisations.

A query whose filter was forgotten still answers with nothing of theirs. The policies are made by
the tables' owner and hold for the owner too (FORCE). They guard against our mistakes; a statement
that somebody smuggles in could set the scope itself.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, text

from shared.database.scope import EVERY_ROW, ORGANISATION, REACH

POLICY = "own_rows"
# As sub-selects they are evaluated once for a statement, not once for a row.
OWN = f"(SELECT nullif(current_setting('{ORGANISATION}', true), '')::uuid)"
EVERY = f"(SELECT current_setting('{REACH}', true) = '{EVERY_ROW}')"


def of(*columns: str) -> str:
    """Rows of the organisations that these columns name."""
    return " OR ".join(f"{column} = {OWN}" for column in columns)


def through(parent: str, column: str, key: str = "") -> str:
    """Rows of a thing in another table, whose own policy decides."""
    return (
        f"EXISTS (SELECT FROM {parent} AS parent WHERE parent.{key or column} = {{table}}.{column})"
    )


def of_member(column: str) -> str:
    """Rows of a person who belongs to the organisation."""
    member = f"member.id = {{table}}.{column} AND member.organisation = {OWN}"
    return f"EXISTS (SELECT FROM principals AS member WHERE {member})"


def addressed_to(column: str) -> str:
    """Rows whose recipient is the organisation, a part of it, or a role anywhere."""
    return f"split_part({column}, ':', 1) IN ('*', {OWN}::text)"


def secure(db: Connection, policies: Mapping[str, str]) -> list[str]:
    """Put the policy of each table in force, as its owner; the tables where it was not yet so.

    Safe to repeat: what is in force already is not touched, and waits for nobody.
    """
    changed = []
    for table, rows in policies.items():
        condition = f"{EVERY} OR {rows.format(table=table)}"
        if db.execute(_IN_FORCE, {"table": table, "policy": POLICY}).scalar() == condition:
            continue
        for statement in (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"DROP POLICY IF EXISTS {POLICY} ON {table}",
            f"CREATE POLICY {POLICY} ON {table} USING ({condition})",
            f"COMMENT ON POLICY {POLICY} ON {table} IS '{condition.replace(chr(39), chr(39) * 2)}'",
        ):
            db.exec_driver_sql(statement)
        changed.append(table)
    return changed


def unguarded(db: Connection, policies: Mapping[str, str]) -> list[str]:
    """The tables whose rows the current role would see without a scope; of those that are there."""
    active = text("SELECT row_security_active(to_regclass(:table))")
    return [table for table in policies if db.scalar(active, {"table": table}) is False]


_IN_FORCE = text(
    """SELECT obj_description(policy.oid, 'pg_policy') FROM pg_policy AS policy
    JOIN pg_class AS t ON t.oid = policy.polrelid
    WHERE t.oid = to_regclass(:table) AND polname = :policy
      AND t.relrowsecurity AND t.relforcerowsecurity"""
)
