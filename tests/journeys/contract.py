"""What the platform's stores have published, held against the contract with whoever reads it."""

from collections.abc import Iterator
from typing import Any, Protocol

from jsonschema import Draft7Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from services.common import event_contract
from services.platform.registry import NAMES
from shared.database.engine import Database
from shared.store import Recorded, Store


class Stores(Protocol):
    """A platform whose databases can be read beside it."""

    def database(self, name: str) -> str:
        """The SQLAlchemy address of that service's."""
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
        while page := store.travelling(position, 500):
            yield from page
            position = page[-1].position
        database.close()
