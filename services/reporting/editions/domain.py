"""The rules of an edition: it is published once, and never changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.reporting.editions.events import Booked, EditionEvent, EditionPublished, MonthBooked
from shared.kernel.aggregate import Refused


@dataclass(frozen=True)
class Edition:
    """One month's edition. Nothing of it concerns an organisation, so it never travels."""

    category: ClassVar = "edition"

    id: UUID
    published: EditionPublished | None = None
    books: Mapping[str, tuple[Booked, ...]] = field(default_factory=dict)

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return ()

    def publish(self, book: MonthBooked, edition: EditionPublished) -> list[EditionEvent]:
        if self.published is not None:
            raise Refused("%(month)s has been published already.", month=self.published.month)
        return [book, edition]

    def evolve(self, event: EditionEvent) -> Self:
        match event:
            case MonthBooked():
                return replace(self, books=event.books)
            case EditionPublished():
                return replace(self, published=event)
            case _:
                assert_never(event)
