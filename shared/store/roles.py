"""What the role that a service runs under may do: add to history, never change it.

PostgreSQL only. The statements are run by the tables' owner, who migrates and restores; a service
never signs in as the owner. Read tables are the service's own to change.
"""

from collections.abc import Collection

from sqlalchemy import Connection, text

from shared.accesslog.tables import KEPT_FOR_EVER, NOTES
from shared.database.shadow import SCHEMA
from shared.store.tables import claims, events, positions, store, unnumbered

RIGHTS = {  # tables that are not named here may be read and changed
    store: "SELECT",
    events: "SELECT, INSERT",
    unnumbered: "SELECT, INSERT, DELETE",
    positions: "SELECT, INSERT",
    claims: "SELECT, INSERT, DELETE",
    **dict.fromkeys(KEPT_FOR_EVER, "SELECT, INSERT, DELETE"),  # what a signed cut covers
    **dict.fromkeys(NOTES, "SELECT, INSERT"),
}


def grants(db: Connection, role: str, *, only_read: Collection[str] = ()) -> list[str]:
    """The statements that give `role` what a service needs, and take away what it must not have.

    `only_read` names further tables that only the owner may change.
    """
    quote = db.dialect.identifier_preparer.quote
    to = quote(role)
    statements = [
        f"REVOKE CREATE ON DATABASE {quote(db.engine.url.database or role)} FROM {to}",
        f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}",
        f"GRANT USAGE, CREATE ON SCHEMA {SCHEMA} TO {to}",
        f"GRANT USAGE ON SCHEMA public TO {to}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {to}",
        f"GRANT USAGE, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {to}",
        f"REVOKE UPDATE ON SEQUENCE {events.name}_seq_seq FROM {to}",
        f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {to}",
    ]
    rights = {table.name: right for table, right in RIGHTS.items()}
    for table, right in (rights | dict.fromkeys(only_read, "SELECT")).items():
        statements.append(f"REVOKE ALL ON {table} FROM {to}, PUBLIC")
        statements.append(f"GRANT {right} ON {table} TO {to}")
    return statements


def grant(db: Connection, role: str, *, only_read: Collection[str] = ()) -> None:
    """Run them; safe to repeat, and to be repeated after every migration."""
    for statement in grants(db, role, only_read=only_read):
        db.execute(text(statement))
