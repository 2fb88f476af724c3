"""Is a service's PostgreSQL one that keeps organisations apart? Asked at each start, and by doctor.

Before the minor versions of `OLDEST` planner statistics tell of rows that row-level security hides
(CVE-2025-8713), and older ones can lose data.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from services.platform import registry
from services.platform.isolation import POLICIES
from shared.database.engine import Database
from shared.database.row_security import unguarded

OLDEST = {15: 14, 16: 10, 17: 6}  # minor by major version


class Unsafe(Exception):
    """The service may not run on this database, or under this role."""


def refuse_unsafe(service: str, address: str) -> None:
    """Raise `Unsafe` or `NewerTables`; a database that is away is for readiness to say."""
    database = Database(address, connections=1)
    try:
        with database.reading() as db:
            wrong = too_old(db) or too_powerful(db)
            if not wrong:
                registry.steps_of(service).refuse_newer(db)
                wrong = not_apart(db, POLICIES[service])
    except OperationalError:
        return
    finally:
        database.close()
    if wrong:
        raise Unsafe(f"{service}: {wrong}")


def too_old(db: Connection) -> str:
    """Why the server's version is refused; empty for one that is not."""
    return version_fault(int(db.execute(text("SHOW server_version_num")).scalar_one()))


def version_fault(number: int) -> str:
    """The same of a version as the server counts them, such as 150014."""
    major, minor = divmod(number, 10000)
    if major >= min(OLDEST) and minor >= OLDEST.get(major, 0):
        return ""
    wanted = f"{major}.{OLDEST[major]}" if major in OLDEST else f"{min(OLDEST)} or newer"
    return f"PostgreSQL {major}.{minor} is too old; it must be {wanted}."


def too_powerful(db: Connection) -> str:
    """Why the role is refused: a superuser meets no right and no policy at all."""
    powers = "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    is_superuser, bypasses = db.execute(text(powers)).one()
    if is_superuser:
        return "The service signs in as a superuser."
    return "The service's role bypasses row-level security." if bypasses else ""


def not_apart(db: Connection, policies: Mapping[str, str]) -> str:
    """Which tables show every organisation's rows."""
    open_ = ", ".join(unguarded(db, policies))
    return (
        f"Run `rinnalla migrate`: row-level security is not in force on {open_}." if open_ else ""
    )
