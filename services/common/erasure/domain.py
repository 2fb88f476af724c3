"""What has been erased of one person."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from services.common.codes import ErasureGround, Register
from services.common.erasure.events import PersonErased


@dataclass(frozen=True)
class Erasure:
    """A person's record of a register, by the retention classes that are gone."""

    category: ClassVar[str] = "erasure"

    id: UUID  # the person
    concerns: tuple[UUID, ...] = ()  # nobody outside hears of it
    erased: frozenset[str] = frozenset()

    def erase(
        self,
        classes: tuple[str, ...],
        *,
        register: Register,
        record_id: UUID,
        ground: ErasureGround,
        on: date,
    ) -> list[PersonErased]:
        """Erase what is left of these classes."""
        left = tuple(name for name in classes if name not in self.erased)
        if not left:
            return []
        return [
            PersonErased(
                person_id=self.id,
                register=register,
                record_id=record_id,
                classes=left,
                ground=ground,
                on=on,
            )
        ]

    def evolve(self, event: PersonErased) -> Self:
        return replace(self, erased=self.erased | set(event.classes))
