"""The key that people's keys are stored under: in a file, or in a key management service.

What is wrapped is bound to its row by `about`, so that rows cannot be exchanged.
"""

import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

LENGTH = 32  # bytes
NONCE = 12


class NoWrappingKey(Exception):
    """The key that would open the stored keys is not here, or is another one."""


class WrappingAway(NoWrappingKey, ConnectionError):
    """Whoever holds the wrapping key does not answer right now."""


class Wrapping(Protocol):
    """Wraps people's keys. `name` is the newest wrapping key; older ones still unwrap."""

    @property
    def name(self) -> str: ...

    def wrap(self, secret: bytes, about: bytes) -> tuple[str, bytes]:
        """With the newest key: its name, and what is stored."""
        ...

    def unwrap(self, name: str, wrapped: bytes, about: bytes) -> bytes:
        """Raises `NoWrappingKey` where the key of that name cannot open it."""
        ...

    def begin_new(self) -> str:
        """Wrap with a new key from now on; its name."""
        ...

    def names(self) -> tuple[str, ...]:
        """All that still unwrap, the newest first."""
        ...

    def forget(self, name: str) -> None:
        """That key wraps nothing any more."""
        ...


class _NoWrapping:
    """For work on the key store's tables alone."""

    name = ""

    def wrap(self, secret: bytes, about: bytes) -> tuple[str, bytes]:
        raise NoWrappingKey("No wrapping key was given.")

    def unwrap(self, name: str, wrapped: bytes, about: bytes) -> bytes:
        raise NoWrappingKey("No wrapping key was given.")

    def begin_new(self) -> str:
        raise NoWrappingKey("No wrapping key was given.")

    def names(self) -> tuple[str, ...]:
        return ()

    def forget(self, name: str) -> None:
        raise NoWrappingKey("No wrapping key was given.")


NO_WRAPPING = _NoWrapping()


class FileWrapping:
    """Wrapping keys in a file: a line `name base64` for each, the newest first.

    The file is read again when it has changed, so every process wraps with a new key as soon as
    another one has put it in.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._keys: Mapping[str, bytes] = {}
        self._written = 0  # nanoseconds; when the file that was read was written

    @classmethod
    def made(cls, path: Path) -> "FileWrapping":
        """The same; a file with a first key is made where none is."""
        if not path.exists():
            _write(path, first_key())
        return cls(path)

    @property
    def name(self) -> str:
        return next(iter(self._read()))

    def wrap(self, secret: bytes, about: bytes) -> tuple[str, bytes]:
        (name, key), *_ = self._read().items()
        nonce = os.urandom(NONCE)
        return name, nonce + AESGCM(key).encrypt(nonce, secret, about)

    def unwrap(self, name: str, wrapped: bytes, about: bytes) -> bytes:
        key = self._read().get(name)
        if key is None:
            raise NoWrappingKey(f"{self.path} holds no wrapping key called {name!r}.")
        try:
            return AESGCM(key).decrypt(wrapped[:NONCE], wrapped[NONCE:], about)
        except InvalidTag:
            raise NoWrappingKey(
                f"The wrapping key {name!r} in {self.path} is not the one that the key store was "
                "written with."
            ) from None

    def names(self) -> tuple[str, ...]:
        return tuple(self._read())

    def begin_new(self) -> str:
        """Put a new key first; the name that it got."""
        older = _parsed(self.path)
        name = str(1 + max((int(old) for old in older if old.isdecimal()), default=0))
        _write(self.path, _lines({name: secrets.token_bytes(LENGTH), **older}))
        return name

    def forget(self, name: str) -> None:
        """Take out a key that nothing is wrapped with any more."""
        left = {old: key for old, key in _parsed(self.path).items() if old != name}
        _write(self.path, _lines(left))

    def _read(self) -> Mapping[str, bytes]:
        try:
            written = self.path.stat().st_mtime_ns
        except OSError as wrong:
            raise NoWrappingKey(f"The wrapping key cannot be read: {wrong}") from wrong
        if written != self._written:
            self._keys, self._written = _parsed(self.path), written
        return self._keys


def first_key() -> str:
    """What a file with one new key holds."""
    return _lines({"1": secrets.token_bytes(LENGTH)})


def _lines(keys: Mapping[str, bytes]) -> str:
    return "".join(f"{name} {b64encode(key).decode()}\n" for name, key in keys.items())


def _parsed(path: Path) -> dict[str, bytes]:
    try:
        lines = path.read_text().splitlines()
        keys = {name: b64decode(key, validate=True) for name, key in map(str.split, lines)}
    except OSError as wrong:
        raise NoWrappingKey(f"The wrapping key cannot be read: {wrong}") from wrong
    except ValueError:
        keys = {}
    if not keys or any(len(key) != LENGTH for key in keys.values()):
        raise NoWrappingKey(f"{path} must hold lines of a name and base64 of {LENGTH} bytes.")
    return keys


def _write(path: Path, text: str) -> None:
    """Whole or not at all, and for its owner's eyes alone."""
    beside = path.with_name(f"{path.name}.new")
    made = os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(made, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
