"""The settings of a key store for processes that a test starts."""

from pathlib import Path

from shared.database.engine import Database
from shared.keys import FileWrapping, prepare
from shared.keys.roles import grant


def key_settings(database: str, folder: Path) -> dict[str, str]:
    """Keys in the database that `database` gives for `keys`, with a wrapping key in the folder."""
    wrapping = FileWrapping.made(folder / "wrapping.key")
    return {"RINNALLA_KEYS": database, "RINNALLA_WRAPPING_FILE": str(wrapping.path)}


def prepare_keys(url: str, *, role: str, service: str) -> None:
    """Make the key store's tables as their owner, and let the service's role use them."""
    owner = Database(url, connections=1)
    with owner.writing() as db:
        prepare(db)
        grant(db, role, service=service)
    owner.close()
