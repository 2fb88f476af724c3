"""What keeps a service from changing its access log: triggers, beside the rights of its role."""

from sqlalchemy import Connection

from shared.accesslog.tables import KEPT_FOR_EVER

REFUSAL = "the access log is only added to"
SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_to_change_the_access_log() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION '{refusal}'; END $$
"""
POSTGRESQL = """
CREATE OR REPLACE TRIGGER {table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_access_log()
"""


def install(db: Connection) -> None:
    """Create the triggers; safe to repeat."""
    names = [table.name for table in KEPT_FOR_EVER]
    if db.dialect.name == "sqlite":
        for table in names:
            for verb in ("UPDATE", "DELETE"):
                db.exec_driver_sql(SQLITE.format(table=table, verb=verb, refusal=REFUSAL))
        return
    db.exec_driver_sql(FUNCTION.format(refusal=REFUSAL))
    for table in names:
        db.exec_driver_sql(POSTGRESQL.format(table=table))
