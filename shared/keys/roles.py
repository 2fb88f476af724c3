"""What a service's role may do in the key store on PostgreSQL: use and destroy its own keys.

Row-level security shows a key only to the services that it names. A row that a mistake brought to
another service still cannot be opened there. The tables' owner, who wraps keys anew, sees all.
"""

from sqlalchemy import Connection, text

from shared.database.upsert import upsert
from shared.keys.tables import erasures, keys, openers, restrictions, roles, stores

RIGHTS = {  # a service does not wrap keys anew: only the owner changes a row
    keys: "SELECT, INSERT, DELETE",
    openers: "SELECT, INSERT",
    erasures: "SELECT, INSERT",
    restrictions: "SELECT, INSERT, DELETE",
    stores: "SELECT, INSERT",
    roles: "SELECT",
}
MINE = "service = (SELECT service FROM roles WHERE role = current_user)"
NAMED = "EXISTS (SELECT 1 FROM openers WHERE openers.key_id = keys.key_id)"
POLICIES = {  # by table: whose rows are seen, and which may be added
    keys: (NAMED, "true"),
    openers: (MINE, "true"),
    stores: (MINE, MINE),
}


def grant(db: Connection, role: str, *, service: str) -> None:
    """Let the role use the keys of its service, and no others; safe to repeat."""
    upsert(db, roles, {"role": role}, {"service": service})
    for statement in [*_policies(), *_rights(db.dialect.identifier_preparer.quote(role))]:
        db.execute(text(statement))


def _policies() -> list[str]:
    return [
        statement
        for table, (seen, added) in POLICIES.items()
        for statement in (
            f"ALTER TABLE {table.name} ENABLE ROW LEVEL SECURITY",
            f"DROP POLICY IF EXISTS own ON {table.name}",
            f"CREATE POLICY own ON {table.name} USING ({seen}) WITH CHECK ({added})",
        )
    ]


def _rights(role: str) -> list[str]:
    statements = [f"GRANT USAGE ON SCHEMA public TO {role}"]
    for table, rights in RIGHTS.items():
        statements.append(f"REVOKE ALL ON {table.name} FROM {role}, PUBLIC")
        statements.append(f"GRANT {rights} ON {table.name} TO {role}")
    return statements
