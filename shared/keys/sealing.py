"""The seam with keys behind it. Keys stay in memory for five minutes at most."""

import threading
from collections.abc import Callable
from time import monotonic
from typing import TypeVar
from uuid import UUID

from shared.kernel import restricting
from shared.kernel.clock import Clock
from shared.kernel.codec import Json
from shared.kernel.sealing import Subject, token
from shared.keys import envelope
from shared.keys.envelope import Key
from shared.keys.keystore import KeyStore

KEPT = 300.0  # seconds
FRESH = 2.0  # seconds for which it is known whose data is restricted
AT_ONCE = 32  # people whose keys are made together
MOST = 20_000  # keys in memory, two of which are about a kilobyte
FINDING = "finding"  # the keys of indexes stand beside those of the retention classes
W = TypeVar("W")
K = TypeVar("K")
Sought = tuple[UUID, str, tuple[str, ...]]


class Sealed256:
    """Seals with AES-256-GCM, under the key of each person and retention class."""

    def __init__(
        self, keys: KeyStore, clock: Clock, *, now: Callable[[], float] = monotonic
    ) -> None:
        self._keys, self._clock, self._now = keys, clock, now
        self._lock = threading.Lock()
        self._by_id: dict[UUID, tuple[Key | None, float]] = {}
        self._by_person: dict[Sought, tuple[Key, float]] = {}
        self._ready: dict[tuple[str, tuple[str, ...]], list[UUID]] = {}  # people who are nobody yet
        self._hidden: tuple[frozenset[UUID], float] | None = None

    def seal(self, value: Json, subject: Subject) -> Json:
        """An envelope; raises `Erased` where the person has been erased."""
        key = self._key_for((subject.person, subject.retention, subject.to))
        return envelope.seal(value, key, subject)

    def token(self, organisation: UUID, kind: str, value: str) -> str:
        """Under a key that each service has for each organisation, and no other one can read."""
        key = self._key_for((organisation, f"{FINDING}-{self._keys.service}", ()))
        return token(key.secret, kind, value)

    def new_person(self, retention: str, *, to: tuple[str, ...] = ()) -> UUID:
        """One of several whose keys are made at once: a commit for each would wait for the disk.

        Those that are left when the process ends are nobody.
        """
        with self._lock:
            ready = self._ready.setdefault((retention, to), [])
            if not ready:
                ready += self._keys.new_persons(AT_ONCE, retention, to=to)
            return ready.pop()

    def open(self, stored: Json, *, person: UUID | None = None, field: str = "") -> Json:
        """What is inside; None when its key is gone, or is not for this service."""
        key_id = envelope.key_of(stored)
        kept = self._by_id.get(key_id)
        if kept is None or kept[1] < self._now():
            kept = self._keep(self._by_id, key_id, self._keys.key(key_id))
        if kept[0] is None:
            return None
        if restricting.hides() and kept[0].person in self._restricted():
            restricting.miss(is_needed=person is not None)
            return None
        return envelope.open_with(kept[0], str(stored), person=person, field=field)

    def forget(self, person: UUID, classes: tuple[str, ...]) -> None:
        """Destroy the keys; other processes drop theirs from memory in five minutes."""
        for retention in classes:
            self._keys.erase(person, retention, now=self._clock.now())
        self.drop(person)

    def restrict(self, person: UUID) -> None:
        """Hide what is held of them; other processes do so within seconds."""
        self._keys.restrict(person, now=self._clock.now())
        self._hidden = None

    def lift(self, person: UUID) -> None:
        """Hide it no more."""
        self._keys.lift(person)
        self._hidden = None

    def _key_for(self, sought: Sought) -> Key:
        kept = self._by_person.get(sought)
        if kept is None or kept[1] < self._now():
            person, retention, to = sought
            key = self._keys.key_for(person, retention, to=to)
            kept = self._keep(self._by_person, sought, key)
            self._keep(self._by_id, key.id, key)
        return kept[0]

    def _restricted(self) -> frozenset[UUID]:
        hidden = self._hidden
        if hidden is None or hidden[1] < self._now():
            hidden = self._hidden = self._keys.restricted(), self._now() + FRESH
        return hidden[0]

    def close(self) -> None:
        self._keys.database.close()

    def drop(self, person: UUID | None = None) -> None:
        """Drop the person's keys from memory; everybody's when none is named."""
        with self._lock:
            self._by_person = {
                sought: kept
                for sought, kept in self._by_person.items()
                if person is not None and sought[0] != person
            }
            self._by_id = {
                key_id: kept
                for key_id, kept in self._by_id.items()
                if person is not None and kept[0] is not None and kept[0].person != person
            }

    def _keep(self, where: dict[W, tuple[K, float]], at: W, key: K) -> tuple[K, float]:
        kept = key, self._now() + KEPT
        with self._lock:
            if len(where) >= MOST:
                where.clear()
            where[at] = kept
        return kept
