"""Which steps a version must know to run on a database: kept in the database itself.

A step that only adds is no trouble to the version before, which goes on without knowing it. A step
that takes something away (a contracting one) calls `require`, so that a version that would still
look for what is gone refuses to run, and says so, instead of failing somewhere.
"""

from collections.abc import Mapping

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, inspect, select

from shared.database.upsert import upsert

metadata = MetaData()

required_steps = Table(
    "required_steps",
    metadata,
    Column("branch", String(20), primary_key=True),
    Column("number", Integer, nullable=False),  # a version whose steps end before it stays away
)


def require(db: Connection, step: str) -> None:
    """From now on only versions that know this step may run here; for contracting steps."""
    branch, _, number = step.rpartition("_")
    upsert(db, required_steps, {"branch": branch}, {"number": int(number)})


def unknown(db: Connection, ends: Mapping[str, int]) -> tuple[str, ...]:
    """The required steps that a version with these ends does not know; empty when it may run."""
    if not inspect(db).has_table(required_steps.name):
        return ()
    return tuple(
        f"{branch}_{number:04}"
        for branch, number in db.execute(select(required_steps))
        if ends.get(branch, 0) < number
    )
