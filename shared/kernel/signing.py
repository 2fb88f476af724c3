"""Messages are signed by their sender: HMAC-SHA-256 with a key for each sender.

Without signatures, everybody who can write to a topic could speak in a service's name. A key has
an id that travels beside the signature, so that a new key can begin while the messages of a
retired one are still on their way.
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

    def sign(self, message: bytes) -> tuple[str, str]:
        """The id of the key, and the signature in base64."""
        name, key = next(iter(self.keys.items()))
        return name, _signature(key, message)

    def check(self, name: str, signature: str, message: bytes) -> None:
        """Raises `Forged` unless the key of that name gives that signature."""
        key = self.keys.get(name)
        if key is None:
            raise Forged(f"Signed with the key {name[:40]!r}, which nobody here knows.")
        if not compare_digest(_signature(key, message), signature):
            raise Forged(f"The signature with the key {name!r} is not that of the message.")


def _signature(key: bytes, message: bytes) -> str:
    return b64encode(digest(key, message, "sha256")).decode()
