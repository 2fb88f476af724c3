"""Who was erased stays so, also where an older backup knows nothing of it.

Each backup of data carries the list of everybody who had been erased by then; so does the key store
that is in use. Before a region that was put back is opened, all of these are erased again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.keys import KeyStore


@dataclass(frozen=True)
class Erasure:
    """A person's key of one retention class was destroyed."""

    person: UUID
    retention: str
    at: datetime  # UTC


def of(keys: KeyStore) -> tuple[Erasure, ...]:
    return tuple(Erasure(*each) for each in keys.erased())


def apply_erasures(keys: KeyStore, erasures: Iterable[Erasure]) -> int:
    """Destroy the keys of everybody on the lists; how many were not erased here any more."""
    here = {(each.person, each.retention) for each in of(keys)}
    again = {(each.person, each.retention): each for each in erasures}
    for (person, retention), erasure in again.items():
        keys.erase(person, now=erasure.at, retention=retention)
    return len(again.keys() - here)
