"""Which history a database holds, read from it: to compare a copy with what it was taken from."""

from sqlalchemy import select

from services.platform.backups.manifest import History, chained
from shared.database.engine import Database
from shared.database.migrating import Steps
from shared.store import Store
from shared.store.tables import events, positions

PAGE = 10_000  # ids


def history_of(service: str, database: Database, steps: Steps, *, until: int = 0) -> History:
    """The history up to its head, or up to an earlier position."""
    store = Store(service, database)
    head = until or store.head()
    return History(
        epoch=store.read_epoch().number,
        head=head,
        digest=chained(_ids(database, head)),
        steps=tuple(sorted(steps.taken(database))),
    )


def _ids(database: Database, head: int) -> "list[object]":
    query = (
        select(events.c.id)
        .join_from(positions, events, positions.c.seq == events.c.seq)
        .order_by(positions.c.position)
    )
    ids: list[object] = []
    at = positions.c.position
    with database.reading() as db:
        for after in range(0, head, PAGE):
            page = query.where(at > after, at <= min(after + PAGE, head))
            ids += db.scalars(page)
    return ids
