"""A store that is put back to an earlier time, as whoever restores a database puts it."""

from sqlalchemy import delete, select

from shared.store import Store
from shared.store.tables import events, positions, unnumbered


def set_back(store: Store, to: int) -> None:
    """Take away everything after that position, as if it had never been; the epoch stays."""
    store.head()  # everything has a position
    later = select(positions.c.seq).where(positions.c.position > to)
    with store.database.writing() as db:
        lost = list(db.scalars(later))
        for table in (events, unnumbered, positions):
            db.execute(delete(table).where(table.c.seq.in_(lost)))
