"""What keeps a service from changing its access log: triggers, beside the rights of its role.

Lines go only where a signed cut covers them; that a cut was ours to make its signature shows.
"""

from collections.abc import Iterable

from sqlalchemy import Connection

from shared.accesslog.tables import KEPT_FOR_EVER, NOTES, chain, heads

REFUSAL = "the access log is only added to"
OF_LINK, OF_ROW = "OLD.position", "(SELECT position FROM access_chain WHERE seq = OLD.seq)"
IS_KEPT = "coalesce({place} > (SELECT max(position) FROM access_cuts), true)"
SQLITE = """
CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table} WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_to_change_the_access_log() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION '{refusal}'; END $$
"""
POSTGRESQL = """
CREATE OR REPLACE TRIGGER {table}_kept BEFORE {verbs} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_access_log()
"""
OF_LINES = """
CREATE OR REPLACE FUNCTION keep_what_no_cut_covers_{table}() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN IF {condition} THEN RAISE EXCEPTION '{refusal}'; END IF; RETURN OLD; END $$
"""
BY_LINE = """
CREATE OR REPLACE TRIGGER {table}_cut BEFORE DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION keep_what_no_cut_covers_{table}()
"""


def install(db: Connection) -> None:
    """Create the triggers of the log; safe to repeat."""
    for table in KEPT_FOR_EVER:
        place = OF_LINK if table in (chain, heads) else OF_ROW
        _guard(db, table.name, IS_KEPT.format(place=place))


def install_on_notes(db: Connection) -> None:
    """The same for what was noted of cuts and restores."""
    for table in NOTES:
        _guard(db, table.name, "true")


def _guard(db: Connection, table: str, condition: str) -> None:
    for statement in _statements(db.dialect.name, table, condition):
        db.exec_driver_sql(statement)


def _statements(dialect: str, table: str, condition: str) -> Iterable[str]:
    if dialect == "sqlite":
        for verb, when in (("UPDATE", "true"), ("DELETE", condition)):
            yield f"DROP TRIGGER IF EXISTS {table}_{verb}"
            yield SQLITE.format(table=table, verb=verb, condition=when, refusal=REFUSAL)
        return
    yield FUNCTION.format(refusal=REFUSAL)
    yield POSTGRESQL.format(table=table, verbs="UPDATE OR TRUNCATE")
    yield OF_LINES.format(table=table, condition=condition, refusal=REFUSAL)
    yield BY_LINE.format(table=table)
