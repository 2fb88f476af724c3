"""What the role that a service runs under may do: add to history, never change it.

PostgreSQL only. The statements are run by the tables' owner, who migrates and restores; a service
never signs in as the owner. Read tables are the service's own to change.
"""

from sqlalchemy import Connection, text

from shared.store.tables import claims, events, positions, store, unnumbered

RIGHTS = {  # whatever is not named here may be read and changed
    store: "SELECT",
    events: "SELECT, INSERT",
    unnumbered: "SELECT, INSERT, DELETE",
    positions: "SELECT, INSERT",
    claims: "SELECT, INSERT, DELETE",
}


def grants(db: Connection, role: str) -> list[str]:
    """The statements that give `role` what a service needs, and take away what it must not have."""
    to = db.dialect.identifier_preparer.quote(role)
    statements = [
        f"GRANT USAGE ON SCHEMA public TO {to}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {to}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {to}",
        f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {to}",
    ]
    for table, rights in RIGHTS.items():
        statements.append(f"REVOKE ALL ON {table.name} FROM {to}, PUBLIC")
        statements.append(f"GRANT {rights} ON {table.name} TO {to}")
    return statements


def grant(db: Connection, role: str) -> None:
    """Run them; safe to repeat, and to be repeated after every migration."""
    for statement in grants(db, role):
        db.execute(text(statement))
