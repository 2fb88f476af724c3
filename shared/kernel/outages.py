"""Which errors pass by themselves, and which stay until somebody changes something.

An outage (database or source away, pool exhausted, read-only after a fail-over) is waited for and
never counted against an event; a statement that is wrong stays wrong, so it is parked.
"""

from sqlalchemy.exc import (
    DBAPIError,
    InterfaceError,
    OperationalError,
    TimeoutError as PoolExhausted,
)

SQLITE_ERROR = 1  # https://sqlite.org/rescode.html#error: a generic one, such as "no such table"
TRANSIENT_STATES = ("25006",)  # read_only_sql_transaction: a stand-by, until its promotion


def is_outage(error: BaseException) -> bool:
    """Whether the same thing may work later although nobody changes anything."""
    if isinstance(error, OperationalError | InterfaceError):
        return getattr(error.orig, "sqlite_errorcode", None) != SQLITE_ERROR
    if isinstance(error, DBAPIError):
        return (
            error.connection_invalidated
            or getattr(error.orig, "sqlstate", None) in TRANSIENT_STATES
        )
    return isinstance(error, ConnectionError | TimeoutError | PoolExhausted)
