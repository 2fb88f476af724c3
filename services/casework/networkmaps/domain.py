"""The rules of one network map. Whether its day lies within the case, the case says."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.casework.networkmaps import events, rules
from services.casework.networkmaps.events import Around
from shared.kernel.aggregate import Invalid, Refused


@dataclass(frozen=True)
class NetworkMap:
    """One map: drawn once; what changes is another map, so that the two can be compared."""

    category: ClassVar[str] = "network_map"
    concerns: ClassVar[tuple[UUID, ...]] = ()

    id: UUID
    drawn: events.NetworkMapDrawn | None = None
    is_error: bool = False

    def draw(
        self,
        around: tuple[Around, ...],
        *,
        case_id: UUID,
        subject_id: UUID,
        drawn_on: date,
        notes: str = "",
    ) -> list[events.MapEvent]:
        if self.drawn:
            return []
        rules.must_make_sense(around)
        drawn = events.NetworkMapDrawn(
            map_id=self.id,
            case_id=case_id,
            subject_id=subject_id,
            drawn_on=drawn_on,
            around=around,
            notes=notes,
        )
        return [drawn]

    def enter_in_error(self, *, reason: str) -> list[events.MapEvent]:
        """Say that it never was; once."""
        if self.drawn is None:
            raise Refused("There is no such map.", code="no_such_map")
        if self.is_error:
            return []
        if not reason.strip():
            raise Invalid("Say why.", code="reason", missing=["reason"])
        error = events.NetworkMapEnteredInError(
            map_id=self.id,
            case_id=self.drawn.case_id,
            subject_id=self.drawn.subject_id,
            reason=reason.strip(),
        )
        return [error]

    def evolve(self, event: events.MapEvent) -> Self:
        match event:
            case events.NetworkMapDrawn():
                return replace(self, drawn=event)
            case events.NetworkMapEnteredInError():
                return replace(self, is_error=True)
            case _:
                assert_never(event)
