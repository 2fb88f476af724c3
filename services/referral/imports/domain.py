"""An organisation's files of referrals: which are sent, and what it calls their columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.referral.imports import events


@dataclass(frozen=True)
class ImportBook:
    """All files of one organisation; its id is the organisation's."""

    category: ClassVar[str] = "imports"

    id: UUID
    columns: Mapping[str, str] = field(default_factory=dict)
    confirmed: tuple[events.ImportConfirmed, ...] = ()

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return ()

    def sent(self, import_id: UUID) -> events.ImportConfirmed | None:
        """What was sent with that file; None while it waits."""
        return next((each for each in self.confirmed if each.import_id == import_id), None)

    def name_columns(self, columns: Mapping[str, str]) -> list[events.ImportEvent]:
        """Remember them; what is remembered already is not said again."""
        new = {name: target for name, target in columns.items() if self.columns.get(name) != target}
        return [events.ColumnsNamed(organisation=self.id, columns=new)] if new else []

    def confirm(self, confirmed: events.ImportConfirmed) -> list[events.ImportEvent]:
        """Once; the same file again changes nothing."""
        return [] if self.sent(confirmed.import_id) else [confirmed]

    def evolve(self, event: events.ImportEvent) -> Self:
        match event:
            case events.ColumnsNamed(columns=columns):
                return replace(self, columns={**self.columns, **columns})
            case events.ImportConfirmed():
                return replace(self, confirmed=(*self.confirmed, event))
            case _:
                assert_never(event)
