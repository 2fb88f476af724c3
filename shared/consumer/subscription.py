"""Who handles which events: projections write read tables, reactions run commands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, MetaData, Table

from shared.kernel.events import kind_of
from shared.kernel.sealing import Sealing
from shared.store import Recorded

H = TypeVar("H", bound=Callable[..., None])


class Subscription:
    """Handlers by event. `on` gives them the event, `on_message` also how it was recorded."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._handlers: dict[str, Callable[[Any, Any, Recorded], None]] = {}

    def on(self, *kinds: type) -> Callable[[H], H]:
        def register(handler: H) -> H:
            self._register(kinds, lambda target, event, _message: handler(target, event))
            return handler

        return register

    def on_message(self, *kinds: type) -> Callable[[H], H]:
        def register(handler: H) -> H:
            self._register(kinds, handler)
            return handler

        return register

    def handles(self, name: str) -> bool:
        return name in self._handlers

    @property
    def names(self) -> list[str]:
        """The events it handles, for a service to print when it starts."""
        return sorted(self._handlers)

    def taken_together(self, messages: Sequence[Recorded]) -> Sequence[Recorded]:
        """The first of these messages, which are handled in one transaction: here all of them."""
        return messages

    def call(self, target: Any, event: Any, message: Recorded) -> None:
        self._handlers[message.name](target, event, message)

    def _register(self, kinds: tuple[type, ...], handler: Callable[..., None]) -> None:
        for kind in kinds:
            name = kind_of(kind).name
            if name in self._handlers:
                raise ValueError(f"{self.name} handles {name} twice.")
            self._handlers[name] = handler


class Projection(Subscription):
    """Tables written only by its handlers `(db, event)`, each called once an event.

    Handlers have no side effects and read only their own tables, so that a projection can be
    rebuilt from position 0. Order holds within a stream; events of two streams come in any order.
    """

    def __init__(self, name: str, metadata: MetaData, *beside: MetaData) -> None:
        super().__init__(name)
        self.metadata, self.all_metadata = metadata, (metadata, *beside)

    @property
    def tables(self) -> list[Table]:
        return [table for each in self.all_metadata for table in each.sorted_tables]

    def target(self, db: Connection, sealing: Sealing) -> Any:
        """What its handlers are given beside the event."""
        return db

    def create(self, db: Connection) -> None:
        for each in self.all_metadata:
            each.create_all(db)


@dataclass(frozen=True)
class Opener:
    """Where a projection writes, and the seam at which it opens what is sealed."""

    db: Connection
    sealing: Sealing


class OpeningProjection(Projection):
    """A projection whose handlers `(Opener, event)` keep what they make of sealed values.

    Built anew after somebody was erased, it must not hold what could no longer be opened.
    """

    def target(self, db: Connection, sealing: Sealing) -> Opener:
        return Opener(db, sealing)


class Reactions(Subscription):
    """Handlers `(work, event)` that run in the transaction of the checkpoint.

    Those that run `alone` read tables which their own events change: each has a transaction to
    itself, and what is listened to before them has followed what the last of them did.
    """

    def __init__(self, name: str, *, alone: bool = False) -> None:
        super().__init__(name)
        self._alone = alone

    def taken_together(self, messages: Sequence[Recorded]) -> Sequence[Recorded]:
        """All of them; of those that run alone, up to the first that is handled."""
        if not self._alone:
            return messages
        ends = (end for end, message in enumerate(messages, 1) if self.handles(message.name))
        return messages[: next(ends, None)]
