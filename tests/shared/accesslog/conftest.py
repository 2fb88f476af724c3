"""The log of a bicycle shop that some have looked at."""

import pytest

from shared.accesslog import log
from shared.accesslog.chain import extend
from shared.accesslog.heads import Signer, sign, signer_of
from shared.accesslog.log import AccessEntry, Manner
from shared.database.engine import Database

ANA, EVE = "a" * 36, "e" * 36
BICYCLE = "bicycle-00000000-0000-0000-0000-000000000001"
KEY = "A" * 43 + "="  # 32 bytes of nothing


def record_access(
    database: Database, *, who: str = ANA, opened: str = BICYCLE, **more: object
) -> None:
    log.keep(database, AccessEntry("bicycles.show", who, opened=(opened,), **more))  # type: ignore[arg-type]


@pytest.fixture
def signer() -> Signer:
    return signer_of(KEY)


@pytest.fixture
def looked_at(database: Database, signer: Signer) -> Database:
    """Six looks, chained in two steps, the end of each signed."""
    for number in range(6):
        record_access(database, opened=f"bicycle-{number:036}", manner=Manner.READ)
        if number in (3, 5):
            extend(database)
            with database.writing() as db:
                sign(db, "shop", signer)
    return database
