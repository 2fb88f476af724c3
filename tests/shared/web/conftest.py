import pytest

from shared.database.engine import Database
from shared.kernel.sealing import Open
from shared.service import Service
from shared.web import idempotency
from tests.shared.bicycles import CLOCK
from tests.shared.web.shop import Shop


@pytest.fixture
def shop(database: Database) -> Shop:
    service = Service("shop", database=database, clock=CLOCK, sealing=Open())
    service.store.begin(partitions=4)
    with database.writing() as db:
        idempotency.metadata.create_all(db)
    return Shop(service)
