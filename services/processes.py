"""Services that run each on its own: what their processes are put together from.

A web process follows nothing; its service only knows what follows what, so that pages can say how
current they are. `rinnalla migrate` is the one process that signs in as the owner of the tables.
"""

from services import runtime
from services.settings import Settings
from shared.database import Database
from shared.migrating import take_turns
from shared.store import Store
from shared.store.roles import grant


def migrate(settings: Settings, name: str, *, partitions: int) -> list[str]:
    """Bring a service's database to what this version needs; the steps taken.

    The role that the service works under gets its rights, each time anew: safe to repeat.
    """
    database = Database(settings.owner_of(name), pool_size=1)
    try:
        taken = runtime.prepare(Store(name, database), partitions=partitions)
        if not database.is_sqlite:
            with database.writing() as db:
                take_turns(db)
                steps = runtime.steps_of(name)
                grant(db, settings.role_of(name), only_read=[steps.version_table])
    finally:
        database.close()
    return taken
