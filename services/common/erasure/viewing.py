"""One record of a register before its officer: what is kept of it, what is held, what is gone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from marshmallow import Schema, fields

from services.common.codes import Register
from services.common.erasure import rules
from services.common.erasure.domain import Erasure
from services.common.erasure.rules import Kept
from services.common.erasure.schedule import schedule_of
from services.common.erasure.texts import class_lines
from shared.kernel.aggregate import Refused
from shared.web.own_form import OwnForm
from shared.web.problems import say
from shared.work import Work

S = TypeVar("S")  # the record's state


@dataclass(frozen=True)
class ErasureView(Generic[S]):
    """A referral or a support person, by the schedule."""

    state: S
    version: int
    id: UUID
    name: str
    rows: tuple[tuple[Kept, date], ...]  # that speak of it, each with the last day of its time
    hold: Refused | None  # why nothing of it may be erased today
    erased: frozenset[str]  # classes that are gone

    @property
    def is_gone(self) -> bool:
        """Is nothing left but what the law holds?"""
        classes = {name for row, _ in self.rows if not row.is_held for name in row.classes}
        return bool(classes) and classes <= self.erased


def seen(
    work: Work,
    state: S,
    version: int,
    *,
    of: tuple[Register, UUID],
    name: str,
    moments: rules.Moments,
    persons: Iterable[UUID],
) -> ErasureView[S]:
    """The record as the schedule and its erasures have it today."""
    register, record_id = of
    kept = schedule_of(register)
    erased = [work.load(Erasure(person))[0].erased for person in persons]
    return ErasureView(
        state,
        version,
        record_id,
        name,
        tuple((row, row.until(moments[row.after])) for row in kept if row.after in moments),
        rules.hold(kept, moments, work.today),
        frozenset.intersection(*erased) if erased else frozenset(),
    )


class HoldSchema(Schema):
    code = fields.String()
    detail = fields.String()


class ErasureSchema(Schema):
    id = fields.UUID()
    erased = fields.List(fields.String(), metadata={"description": "Retention classes gone."})
    hold = fields.Nested(HoldSchema, allow_none=True)


def as_json(view: ErasureView[Any]) -> dict[str, Any]:
    """What is gone, and why nothing may go today."""
    hold = view.hold and {"code": view.hold.code, "detail": str(view.hold)}
    return {"id": str(view.id), "erased": sorted(view.erased), "hold": hold}


def form() -> OwnForm[ErasureView[Any]]:
    """A page that asks for nothing but the press, with what the schedule says of the record."""

    def draw(work: Work, view: ErasureView[Any]) -> dict[str, Any]:
        return {"lines": class_lines(view.rows), "hold": say(view.hold) if view.hold else ""}

    return OwnForm("shared/erasure.html", draw)
