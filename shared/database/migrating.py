"""Brings a service's tables to what this version needs: in numbered steps, forward only.

Two branches of steps make a schema: the machinery's (`shared/migrations`), the same in every
service, and the service's own. A step's file is named for its revision: `shared_0001_….py`; the
highest number is the end of its branch. So a database that has taken all steps costs one query,
and Alembic is imported only where a step is missing. A database of a newer version is left
alone: the version before goes on running on it, unless a step requires to be known (`required`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, column, func, inspect, select, table, text

from shared.database import required
from shared.database.engine import Database
from shared.database.scope import EVERYTHING

if TYPE_CHECKING:
    from alembic.config import Config

MACHINERY = Path(__file__).parents[1] / "migrations"
ENVIRONMENT = MACHINERY / "environment"
MIGRATING = 7472  # any number of our own: PostgreSQL's advisory lock for migrating
PATIENCE = "5s"  # for which a step waits for a table; all others wait as long behind it
NUMBERED = re.compile(r"(?P<branch>[a-z]+)_(?P<number>\d{4})_\w+\.py")


class NewerTables(Exception):
    """A newer version has taken away what this one would look for."""


@dataclass(frozen=True)
class Steps:
    """All steps of one service; `own` is the folder of those that are not the machinery's."""

    service: str
    own: Path

    @property
    def version_table(self) -> str:
        return f"alembic_version_{self.service}"

    @property
    def folders(self) -> tuple[Path, Path]:
        return MACHINERY, self.own

    @cached_property
    def ends(self) -> Mapping[str, int]:
        """The number of the last step of each branch."""
        ends: dict[str, int] = {}
        for folder in self.folders:
            for path in folder.iterdir():
                if step := NUMBERED.fullmatch(path.name):
                    ends[step["branch"]] = max(int(step["number"]), ends.get(step["branch"], 0))
        return ends

    def missing(self, database: Database) -> tuple[str, ...]:
        """The ends that the database has not reached; empty when this version can run on it."""
        with database.reading() as db:
            reached = self._reached(db)
        return tuple(
            f"{branch}_{end:04}"
            for branch, end in self.ends.items()
            if reached.get(branch, 0) < end
        )

    def taken(self, database: Database) -> tuple[str, ...]:
        """The last step of each branch that the database has taken."""
        with database.reading() as db:
            return tuple(f"{branch}_{end:04}" for branch, end in self._reached(db).items())

    def ahead(self, database: Database) -> tuple[str, ...]:
        """The steps of newer versions that the database has taken."""
        with database.reading() as db:
            reached = self._reached(db)
        return tuple(
            f"{branch}_{number:04}"
            for branch, number in reached.items()
            if number > self.ends.get(branch, 0)
        )

    def unknown(self, db: Connection) -> tuple[str, ...]:
        """The steps that a version must know to run on this database, and this one does not."""
        return required.unknown(db, self.ends)

    def refuse_newer(self, db: Connection) -> None:
        """Raise `NewerTables` where this version may no longer run."""
        if unknown := self.unknown(db):
            raise NewerTables(
                f"{self.service}: a newer version has taken away what this one needs; it knows "
                f"nothing of {' and '.join(unknown)}. Start the newer version again."
            )

    def _reached(self, db: Connection) -> dict[str, int]:
        if not inspect(db).has_table(self.version_table):
            return {}
        taken: list[str] = list(
            db.scalars(select(column("version_num")).select_from(table(self.version_table)))
        )
        return {
            branch: int(number) for branch, _, number in (name.rpartition("_") for name in taken)
        }


def migrate(database: Database, steps: Steps) -> list[str]:
    """Take the steps that are missing, all or none; the names of those taken.

    It is safe to repeat, and for two to call at once: the second waits and has nothing to do.
    Raises `NewerTables` where a newer version has taken away what this one needs.
    """
    with database.reading() as db:
        steps.refuse_newer(db)
    if not steps.missing(database):
        return []
    with database.writing(EVERYTHING) as db:  # a step may write rows, and its role is no exception
        take_turns(db)
        return _take(db, steps)


def take_turns(db: Connection) -> None:
    """Wait until nobody else migrates this database; on SQLite the transaction does that."""
    if db.dialect.name == "postgresql":
        db.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
        db.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}'"))


def _take(db: Connection, steps: Steps) -> list[str]:
    from alembic import command

    taken: list[str] = []

    def note(ctx: Any, step: Any, heads: Any, run_args: Any) -> None:
        taken.append(step.up_revision_id)

    config = configuration(steps)
    config.attributes.update(
        connection=db, version_table=steps.version_table, on_version_apply=note
    )
    command.upgrade(config, "heads")
    return taken


def configuration(steps: Steps) -> "Config":
    """Where Alembic finds the steps, a folder a line: a path may hold anything else."""
    from alembic.config import Config

    config = Config()
    options = {
        "script_location": str(ENVIRONMENT),
        "version_locations": "\n".join(str(folder) for folder in steps.folders),
        "path_separator": "newline",
    }
    for name, value in options.items():
        config.set_main_option(name, value.replace("%", "%%"))  # it would read %(…)s as a name
    return config
