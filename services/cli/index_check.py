"""What `rinnalla doctor` says of the index by which people are found."""

from services.platform.registry import parts_of
from shared.database.engine import Database
from shared.database.scope import EVERYTHING
from shared.finding.checking import trouble
from shared.keys import KeyStore
from shared.keys.wrapping import NoWrappingKey


def wrong_with_index(name: str, database: Database, keys: KeyStore) -> str:
    """Why people of that service are found no more, and what makes the index anew."""
    index = getattr(parts_of(name), "index", None)
    if index is None:
        return ""
    try:
        with database.reading(EVERYTHING) as db:
            return trouble(db, keys.of(name), index.names)
    except NoWrappingKey as wrong:
        return str(wrong)
    finally:
        keys.database.close()
