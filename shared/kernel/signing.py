"""Messages signed by who sent them: HMAC-SHA-256 with a key for each sender.

Whoever can write to a topic could otherwise speak in a service's name. A key has an id that
travels beside the signature, so that a new key can begin while the messages of a retired one
are still on their way.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest, digest


class Forged(Exception):
    """A message that its alleged sender has not signed, or that was changed on its way."""


@dataclass(frozen=True, repr=False)
class Keyring:
    """The keys of one sender by id; the first signs, every one of them verifies."""

    keys: Mapping[str, bytes]

    def sign(self, said: bytes) -> tuple[str, str]:
        """The id of the key, and the signature in base64."""
        name, key = next(iter(self.keys.items()))
        return name, _signature(key, said)

    def check(self, name: str, signature: str, said: bytes) -> None:
        """Raises `Forged` unless the key of that name gives that signature."""
        key = self.keys.get(name)
        if key is None:
            raise Forged(f"Signed with the key {name[:40]!r}, which nobody here knows.")
        if not compare_digest(_signature(key, said), signature):
            raise Forged(f"The signature with the key {name!r} is not that of the message.")


def _signature(key: bytes, said: bytes) -> str:
    return b64encode(digest(key, said, "sha256")).decode()
