"""What the platform's stores have published, held against the contract with whoever reads it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from jsonschema import Draft7Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from services.common import event_contract
from services.platform.registry import NAMES
from shared.database.engine import Database
from shared.kernel.clock import Clock
from shared.kernel.events import declared, kind_of
from shared.kernel.sealing import Sealing
from shared.keys import KeyStore, Sealed256
from shared.store import Recorded, Store

CLOCK = Clock(ZoneInfo("Europe/Helsinki"))


class Stores(Protocol):
    """A platform whose databases can be read beside it."""

    def database(self, name: str) -> str:
        """The SQLAlchemy address of that service's."""
        ...

    def keys(self, name: str) -> KeyStore:
        """The key store as that service sees it."""
        ...


def _named_codes(_: Any, codes: list[str], text: str, __: Any) -> Iterator[ValidationError]:
    """Readers take any text where codes are named; writers write one of them."""
    if text not in codes:
        yield ValidationError(f"{text!r} is none of the codes that were named")


Writer = extend(Draft7Validator, {"x-codes": _named_codes})


def travelling_names(served: Stores) -> set[str]:
    """The names of all that travels from the stores."""
    return {message.name for message in _travelling(served)}


def unfit(served: Stores) -> list[str]:
    """Where an event that travels does not fit the schema of its version; [] when all do."""
    schemas = event_contract.schemas(*NAMES)
    writers = {
        key: Writer(schema, format_checker=FormatChecker()) for key, schema in schemas.items()
    }
    return [
        f"{message.name} at {error.json_path}: {error.message}"
        for message in _travelling(served)
        for error in writers[f"{message.name}.v{message.schema_version}"].iter_errors(message.data)
    ]


def _travelling(served: Stores) -> Iterator[Recorded]:
    for name in NAMES:
        database = Database(served.database(name))
        store, position = Store(name, database), 0
        sealing = Sealed256(served.keys(name), CLOCK)
        while page := store.travelling(position, 500):
            yield from (_opened(message, sealing) for message in page)
            position = page[-1].position
        sealing.close()
        database.close()


def _opened(message: Recorded, sealing: Sealing) -> Recorded:
    """As whom it is addressed to reads it; the contract speaks of opened fields."""
    labels = next(kind_of(cls) for cls in declared() if kind_of(cls).name == message.name).personal
    values = {
        field: sealing.open(value) if field in labels and value is not None else value
        for field, value in message.data.items()
    }
    return replace(message, data=values)
