"""A request holds one connection of a pool at a time, in every test of pages and APIs.

With as many requests at once as a pool has connections, each would otherwise wait for a second
one until all of them are refused: nobody gives back what the others wait for.
"""

import threading

from flask import has_request_context
from sqlalchemy import Connection, Engine, event


class _Held(threading.local):
    def __init__(self) -> None:
        self.connections: list[Connection] = []


_held = _Held()


def refuse_a_second_connection() -> None:
    """From now on a request that opens another connection beside its own fails."""
    event.listen(Engine, "engine_connect", _refuse)


def _refuse(connection: Connection) -> None:
    if not has_request_context():
        return
    held = [each for each in _held.connections if not each.closed]
    _held.connections = [*held, connection]
    pool = connection.engine.pool
    assert all(each.engine.pool is not pool for each in held), (
        "This request holds a connection already: pass it on."
    )
