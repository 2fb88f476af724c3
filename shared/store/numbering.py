"""How committed events get their dense positions, and why not sooner.

A sequence is not an order that readers can follow: of two writers the later number may commit
first, and a reader that has passed it never sees the earlier. A counter held to the commit is
right but serialises every writer. So PostgreSQL writers take no number; a reader first numbers
what is committed. The advisory lock and the numbering are two statements of one
VOLATILE function: in a single statement both would use one snapshot, and two numberers would
give the same position twice. The partition waits beside the number: looking each event up again
would cost as much as the rest. SQLite has one writer, so a trigger numbers at insertion.
"""

from sqlalchemy import Connection, text

SQLITE = """
CREATE TRIGGER IF NOT EXISTS number_event AFTER INSERT ON events BEGIN
  INSERT INTO positions (position, seq, partition, previous, numbered_at)
  SELECT coalesce((SELECT max(position) FROM positions), 0) + 1, NEW.seq, NEW.partition,
    CASE WHEN NEW.partition IS NOT NULL THEN coalesce(
      (SELECT max(position) FROM positions WHERE partition = NEW.partition), 0) END,
    max(NEW.recorded_at, coalesce(
      (SELECT numbered_at FROM positions ORDER BY position DESC LIMIT 1), NEW.recorded_at));
END
"""

POSTGRESQL = """
CREATE OR REPLACE FUNCTION number_events(patient boolean) RETURNS void LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  head bigint;
  moment timestamptz;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM unnumbered) THEN RETURN; END IF;
  IF patient THEN
    PERFORM pg_advisory_xact_lock('events'::regclass::bigint);
  ELSIF NOT pg_try_advisory_xact_lock('events'::regclass::bigint) THEN
    RETURN;
  END IF;
  SELECT position, numbered_at INTO head, moment FROM positions ORDER BY position DESC LIMIT 1;
  moment := greatest(clock_timestamp(), moment);
  WITH taken AS (DELETE FROM unnumbered RETURNING seq, partition),
  ranked AS (
    SELECT seq, coalesce(head, 0) + row_number() OVER (ORDER BY seq) AS position,
      CASE partition WHEN -1 THEN (SELECT e.partition FROM events e WHERE e.seq = taken.seq)
        ELSE partition END AS partition
    FROM taken)
  INSERT INTO positions (position, seq, partition, previous, numbered_at)
  SELECT position, seq, partition,
    CASE WHEN partition IS NOT NULL THEN coalesce(
      lag(position) OVER (PARTITION BY partition ORDER BY position),
      (SELECT max(p.position) FROM positions p WHERE p.partition = ranked.partition), 0) END,
    moment
  FROM ranked ORDER BY position;
END $$
"""

NUMBER = text("SELECT number_events(false)")  # a process that is numbering now does it for us
NUMBER_ALL = text("SELECT number_events(true)")


def install(db: Connection) -> None:
    """Create the trigger or function that numbers; safe to repeat."""
    db.exec_driver_sql(SQLITE if db.dialect.name == "sqlite" else POSTGRESQL)


def number(db: Connection) -> None:
    """Give committed events without a position the next ones, unless somebody is doing so."""
    if db.dialect.name != "sqlite":
        db.execute(NUMBER)


def number_all(db: Connection) -> None:
    """Give every event committed before this call its position."""
    if db.dialect.name != "sqlite":
        db.execute(NUMBER_ALL)
