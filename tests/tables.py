"""Tables made directly, for stores and services that are no product and so have no migrations."""

from shared.accesslog import guards
from shared.accesslog.tables import metadata as access_tables
from shared.database.engine import Database
from shared.service import Service
from shared.store import Store, metadata as store_tables, numbering
from shared.tables import all_tables


def make_store(store: Store, partitions: int = 4) -> None:
    """The store's tables and its epoch; safe to repeat."""
    make_store_tables(store.database)
    store.begin(partitions)


def make_store_tables(database: Database) -> None:
    """The tables of a store that has not begun; safe to repeat."""
    with database.writing() as db:
        store_tables.create_all(db)
        numbering.install(db)
        access_tables.create_all(db)
        guards.install(db)
        guards.install_on_notes(db)


def make_service(service: Service) -> None:
    """All tables of the service as its code declares them; safe to repeat."""
    make_store(service.store)
    with service.database.writing() as db:
        for metadata in all_tables(service):
            metadata.create_all(db)
