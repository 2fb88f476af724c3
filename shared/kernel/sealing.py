"""The one seam through which everything about a person passes to and from storage.

A field that holds something about a person, or free text, says so where it is declared: whose
person and which retention class. `Sealing` turns its value into what is stored and back. The
stored form is copied as it is into read tables, topics and parked rows and never sealed again,
so between storage and reading it travels as an opaque `Sealed`.
"""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, Protocol
from uuid import UUID, uuid4

from shared.kernel.codec import Json

TOKEN = 16  # bytes


@dataclass(frozen=True)
class Label:
    """What a declaration says of a personal field."""

    of: str  # the field of the same record that holds the person's id
    retention: str  # retention class: how long, and under which key, it is kept


@dataclass(frozen=True)
class Subject:
    """Where a sealed value belongs; a sealing binds the value to all of it."""

    person: UUID
    retention: str
    event: UUID
    field: str
    to: tuple[str, ...] = ()  # the services that may open it besides the one that seals


@dataclass(frozen=True, repr=False)
class Sealed:
    """A personal value in its stored form. Its text never shows what it holds."""

    stored: Json

    def __repr__(self) -> str:
        return "<sealed>"


class Sealing(Protocol):
    def seal(self, value: Json, subject: Subject) -> Json:
        """The form in which `value` is stored, from the first byte; raises `Erased`."""
        ...

    def new_person(self, retention: str, *, to: tuple[str, ...] = ()) -> UUID:
        """An id for somebody who is new here; what is sealed for them costs no more than for
        somebody who is not.
        """
        ...

    def open(self, stored: Json, *, person: UUID | None = None, field: str = "") -> Json:
        """The value as it was, or None when the person's key is gone.

        Who knows whose value of which field it must be says so, and nothing else is opened.
        """
        ...

    def token(self, organisation: UUID, kind: str, value: str) -> str:
        """What stands for a value in an index of what is sealed; the same one for an equal value.

        It differs by organisation, by kind and by service, and is made with a key of its own.
        """
        ...

    def forget(self, person: UUID, classes: tuple[str, ...]) -> None:
        """The person is erased: destroy the keys of these retention classes, for everybody."""
        ...

    def restrict(self, person: UUID) -> None:
        """Their data stays, and is opened for nobody but who may see what is restricted."""
        ...

    def lift(self, person: UUID) -> None:
        """It may be used again."""
        ...

    def close(self) -> None:
        """End the connections to where keys lie."""
        ...


def token(secret: bytes, kind: str, value: str) -> str:
    """HMAC-SHA-256 with a key for each kind, cut to 128 bits."""
    key = hmac.digest(secret, kind.encode(), "sha256")
    made = hmac.digest(key, value.encode(), "sha256")[:TOKEN]
    return urlsafe_b64encode(made).rstrip(b"=").decode()


class Open:
    """The seam left open, for tests and measurements: values are stored as they are."""

    def seal(self, value: Json, subject: Subject) -> Json:
        return value

    def new_person(self, retention: str, *, to: tuple[str, ...] = ()) -> UUID:
        return uuid4()

    def open(self, stored: Json, *, person: UUID | None = None, field: str = "") -> Json:
        return stored

    def token(self, organisation: UUID, kind: str, value: str) -> str:
        return token(organisation.bytes, kind, value)

    def forget(self, person: UUID, classes: tuple[str, ...]) -> None:
        """Nothing to forget: there are no keys."""

    def restrict(self, person: UUID) -> None:
        """Nothing is hidden: there are no keys."""

    def lift(self, person: UUID) -> None:
        """Nothing was hidden."""

    def close(self) -> None:
        """Nothing to close."""


def opened(value: Any, sealing: Sealing) -> Any:
    """The JSON value inside a `Sealed`, None for none; for the moment of showing it."""
    return sealing.open(value.stored) if isinstance(value, Sealed) else value


def opened_row(row: Any, sealing: Sealing) -> SimpleNamespace:
    """A row under its own names, with what was sealed in it opened."""
    return SimpleNamespace(**{k: opened(v, sealing) for k, v in row._mapping.items()})
