"""What the domain may know of the machinery: how a state is folded, how a rule says no."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, Protocol, Self, TypeVar, runtime_checkable
from uuid import UUID


class Word(str):
    """A word of ours among a refusal's values; it is translated with the message."""

    __slots__ = ()


ERASED = Word("The personal data has been erased, so nothing about the person can be added.")


class Refused(Exception):
    """A rule of the domain says no. People read the message, so write it for them.

    The message is English with %(name)s places, so that a page can say it in the reader's
    language; `code` is for machines, `missing` lists what would have to be there first, and
    `field` is the one in which something else has to be written, where there is one.
    """

    slug = "refused"  # last part of the stable type of the problem it becomes

    def __init__(
        self,
        message: str,
        *,
        code: str = "refused",
        missing: Iterable[str] = (),
        more: Mapping[str, Any] | None = None,
        field: str = "",
        **values: Any,
    ) -> None:
        super().__init__(message % _plain(values) if values else message)
        self.message, self.values = message, values
        self.code, self.missing, self.field = code, tuple(missing), field
        self.more = dict(more or {})  # what else a program may want to know


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """As the exception itself says them, in English."""
    return {
        name: ", ".join(map(str, value)) if isinstance(value, tuple) else value
        for name, value in values.items()
    }


class Invalid(Refused):
    """The request can never be accepted as it is: it must change, waiting does not help."""

    slug = "invalid"


class Erased(Refused):
    """The person's data has been erased; what is new must not bring them back."""

    def __init__(self) -> None:
        super().__init__(ERASED, code="erased")


class NotFound(Exception):
    """It is not there, or not yours: nobody can tell which."""


class NotYet(Exception):
    """Something that the handler needs has not arrived; the event waits and is tried again."""


class Aggregate(Protocol):
    category: ClassVar[str]

    @property
    def id(self) -> UUID: ...

    @property
    def concerns(self) -> tuple[UUID, ...]:
        """Organisations that may ever receive its public events; never sent along."""
        ...

    def evolve(self, event: Any) -> Self: ...


@runtime_checkable
class Selective(Protocol):
    """An aggregate whose public events do not all concern the same organisations."""

    def concerned_by(self, event: Any) -> tuple[UUID, ...]:
        """Organisations that may receive this one; among those whom it `concerns`."""
        ...


@runtime_checkable
class ByDay(Protocol):
    """An aggregate of which some things hold for a time only."""

    def looked_at(self, today: date) -> Self:
        """Itself, as it stands on that day."""
        ...


A = TypeVar("A", bound=Aggregate)


def fold(new: A, history: Iterable[Any]) -> A:
    state = new
    for event in history:
        state = state.evolve(event)
    return state
