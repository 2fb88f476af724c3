"""When somebody may draw a voucher, and what an organisation's support persons said together."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar, Self
from uuid import UUID

from services.common.survey import FEWEST
from services.volunteers.surveys.events import Counted, SurveyCounted, SurveyVoucherDrawn
from shared.kernel.aggregate import Refused

SOON = timedelta(days=90)  # after a voucher, the end of a support asks for no other one


@dataclass(frozen=True)
class Drawing:
    """The vouchers that one support person drew."""

    category: ClassVar[str] = "survey_drawing"

    id: UUID  # of the support person
    concerns: tuple[UUID, ...] = ()
    drawn_on: date | None = None  # the latest

    def is_open(self, today: date, *, ended_on: date | None) -> bool:
        """Once in a calendar year, and when a support has ended since long after the last."""
        if self.drawn_on is None or self.drawn_on.year < today.year:
            return True
        return ended_on is not None and ended_on > self.drawn_on + SOON

    def draw(self, today: date, *, ended_on: date | None) -> list[SurveyVoucherDrawn]:
        if not self.is_open(today, ended_on=ended_on):
            raise Refused(
                "You have your code already. It is written nowhere, so nobody can show it again.",
                code="voucher_drawn",
            )
        return [SurveyVoucherDrawn(volunteer_id=self.id, on=today)]

    def evolve(self, event: SurveyVoucherDrawn) -> Self:
        return replace(self, drawn_on=event.on)


@dataclass(frozen=True)
class Survey:
    """What was counted in one organisation: always five answers or more at a time."""

    category: ClassVar[str] = "survey"

    id: UUID  # of the organisation
    counted: tuple[SurveyCounted, ...] = ()

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return (self.id,)

    def count(
        self, counts: tuple[Counted, ...], *, answers: int, month: date
    ) -> list[SurveyCounted]:
        if answers < FEWEST:
            raise Refused("Fewer than five answers are never counted.", code="too_few_answers")
        return [SurveyCounted(organisation=self.id, month=month, answers=answers, counts=counts)]

    def evolve(self, event: SurveyCounted) -> Self:
        return replace(self, counted=(*self.counted, event))
