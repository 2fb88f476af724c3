"""The keys that an issuer publishes, kept at hand.

A key id that is not known makes us ask the issuer again, but at most every half minute, so
that nobody can use us to flood it. When it does not answer, the last keys serve for a day.
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

ASK_AGAIN = timedelta(seconds=30)
FRESH = timedelta(hours=1)  # then we look whether a key was withdrawn
KEPT = timedelta(hours=24)


class NoKeys(Exception):
    """The issuer has not answered for too long; no token can be judged."""


@dataclass
class Keys:
    """An issuer's public keys. `fetch` answers with its JSON Web Key Set."""

    fetch: Callable[[], Mapping[str, Any]]
    clock: Clock
    known: KeySet | None = None
    fetched_at: datetime | None = None
    asked_at: datetime | None = None
    lock: Lock = field(default_factory=Lock)

    def find(self, kid: str) -> Key:
        """The key called `kid`; raises `JoseError` when there is none, `NoKeys` in the dark."""
        has = self._has(kid)
        if not has or self._age() > FRESH:
            self._ask(wait=not has)
        if self.known is None or self._age() > KEPT:
            raise NoKeys("The issuer of tokens does not answer.")
        return self.known.get_by_kid(kid)

    def are_known(self) -> bool:
        """Whether tokens can be judged; asks the issuer where keys are missing or old."""
        if self._age() > FRESH:
            self._ask(wait=False)
        return self.known is not None and self._age() <= KEPT

    def _has(self, kid: str) -> bool:
        return self.known is not None and any(key.kid == kid for key in self.known.keys)

    def _age(self) -> timedelta:
        return self.clock.now() - self.fetched_at if self.fetched_at else timedelta.max

    def _ask(self, *, wait: bool) -> None:
        """Ask the issuer, one thread at a time; who only wants newer keys need not wait."""
        if not self.lock.acquire(blocking=wait):
            return
        try:
            now = self.clock.now()
            if self.asked_at is None or now - self.asked_at >= ASK_AGAIN:
                self.asked_at = now
                self.known = KeySet.import_key_set(self.fetch())  # type: ignore[arg-type]
                self.fetched_at = now
        except (RequestException, JoseError, ValueError, KeyError, TypeError):
            return  # the last good keys serve on; `find` says when they are too old
        finally:
            self.lock.release()


def keys_of(issuer: Issuer, clock: Clock) -> Keys:
    """The keys that the issuer's discovery document points to."""
    return Keys(lambda: issuer.fetch(issuer.fetch(issuer.configuration)["jwks_uri"]), clock)
