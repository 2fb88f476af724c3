"""Data whose use is restricted: it stays stored, and is opened for nobody but who may see it.

The seam asks whoever reads in this thread. Our own processes read everything; a request hides what
is restricted, unless its principal may see it, and decides nothing on it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from shared.kernel.aggregate import Refused


@dataclass
class Reader:
    """Before whom something is restricted."""

    is_deciding: bool = False
    has_missed: bool = False  # something was hidden from them


_reader: ContextVar[Reader | None] = ContextVar("reader", default=None)


def hide() -> None:
    """From now on, in this thread, what is restricted is hidden."""
    _reader.set(Reader())


def show() -> None:
    """From now on, in this thread, everything is shown."""
    _reader.set(None)


def hides() -> bool:
    return _reader.get() is not None


def has_missed() -> bool:
    """Was something hidden since it was asked last?"""
    reader = _reader.get()
    if reader is None or not reader.has_missed:
        return False
    reader.has_missed = False
    return True


@contextmanager
def deciding() -> Iterator[None]:
    """Around a command: nothing may be decided on what is restricted."""
    reader = _reader.get()
    if reader is None:
        yield
        return
    reader.is_deciding = True
    try:
        yield
    finally:
        reader.is_deciding = False


def miss(*, is_needed: bool) -> None:
    """Note that something is hidden; raises `Refused` where it is needed for a decision."""
    reader = _reader.get()
    if reader is None:
        return
    if reader.is_deciding and is_needed:
        raise Refused(
            "The use of this person's data is restricted. Ask the data protection officer.",
            code="restricted",
        )
    reader.has_missed = True


@contextmanager
def lifted() -> Iterator[None]:
    """Around what protects somebody and must not wait: there everything is shown."""
    token = _reader.set(None)
    try:
        yield
    finally:
        _reader.reset(token)
