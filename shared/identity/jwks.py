"""The keys that an issuer publishes, held in memory.

An unknown key id makes us fetch the keys again, but at most every half minute, so that nobody can
use us to flood the issuer. When it does not answer, the last keys are used for a day.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet
from requests import RequestException

from shared.identity.issuer import Issuer
from shared.kernel.clock import Clock

RETRY = timedelta(seconds=30)
FRESH = timedelta(hours=1)  # then we fetch again, since a key may be withdrawn
LONGEST = timedelta(hours=24)  # for which keys are used


class NoKeys(Exception):
    """The issuer has not answered for too long; no token can be judged."""


@dataclass
class Keys:
    """An issuer's public keys. `fetch` answers with its JSON Web Key Set."""

    fetch: Callable[[], Mapping[str, Any]]
    clock: Clock
    current: KeySet | None = None
    fetched_at: datetime | None = None
    tried_at: datetime | None = None
    lock: Lock = field(default_factory=Lock)

    def find(self, kid: str) -> Key:
        """The key called `kid`; raises `JoseError` when there is none, `NoKeys` without keys."""
        has = self._has(kid)
        if not has or self._age() > FRESH:
            self._fetch(wait=not has)
        if self.current is None or self._age() > LONGEST:
            raise NoKeys("The issuer of tokens does not answer.")
        return self.current.get_by_kid(kid)

    def are_available(self) -> bool:
        """Whether tokens can be judged; fetches the keys where they are missing or old."""
        if self._age() > FRESH:
            self._fetch(wait=False)
        return self.current is not None and self._age() <= LONGEST

    def _has(self, kid: str) -> bool:
        return self.current is not None and any(key.kid == kid for key in self.current.keys)

    def _age(self) -> timedelta:
        return self.clock.now() - self.fetched_at if self.fetched_at else timedelta.max

    def _fetch(self, *, wait: bool) -> None:
        """Fetch the keys, one thread at a time; one that only wants newer keys does not wait."""
        if not self.lock.acquire(blocking=wait):
            return
        try:
            now = self.clock.now()
            if self.tried_at is None or now - self.tried_at >= RETRY:
                self.tried_at = now
                self.current = KeySet.import_key_set(self.fetch())  # type: ignore[arg-type]
                self.fetched_at = now
        except (RequestException, JoseError, ValueError, KeyError, TypeError):
            return  # the last good keys are used on; `find` checks their age
        finally:
            self.lock.release()


def keys_of(issuer: Issuer, clock: Clock) -> Keys:
    """The keys that the issuer's discovery document points to."""
    return Keys(lambda: issuer.fetch(issuer.fetch(issuer.configuration)["jwks_uri"]), clock)
