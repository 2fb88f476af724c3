"""Somebody of a row of the index, opened: the person themself, or a relative."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from shared.finding.tables import CONTACTS, NAMES, RELATIVES
from shared.kernel import searching
from shared.kernel.sealing import Sealing, opened
from shared.kernel.searching import Clue


@dataclass(frozen=True)
class Person:
    """Somebody by what an index may know of them."""

    names: tuple[str | None, ...]
    born: date | None
    contacts: tuple[str | None, ...]

    @property
    def clues(self) -> frozenset[Clue]:
        return searching.clues(self.names, born=self.born, contacts=self.contacts)


def person(row: Row[Any], sealing: Sealing) -> Person:
    """Whom the row is about; without names once nothing can be opened any more."""
    names = (*NAMES, "date_of_birth", *CONTACTS)
    return _of({name: opened(getattr(row, name), sealing) for name in names})


def relatives(row: Row[Any], sealing: Sealing) -> Iterator[Person]:
    """Who belongs to them; nobody where the row knows none."""
    for name in RELATIVES:
        yield from map(_of, opened(getattr(row, name), sealing) or ())


def _of(values: Mapping[str, Any]) -> Person:
    day = values.get("date_of_birth")
    names, contacts = (tuple(map(values.get, fields)) for fields in (NAMES, CONTACTS))
    return Person(names, date.fromisoformat(day) if day else None, contacts)
