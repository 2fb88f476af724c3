"""Goal attainment scaling: one figure for goals that are each somebody's own.

Kiresuk and Sherman 1968: T = 50 + 10·Σwx / √((1−r)Σw² + r(Σw)²), where x is a goal's score from
-2 to +2, w its weight and r the expected correlation of the scores, by convention 0.3. All goals
reached as expected give 50.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Self
from uuid import UUID

from services.casework.plan import events
from services.common.codes import Assessor
from services.common.measures import GAS, GAS_T, ITEMS_3X10D, OF_3X10D, item_3x10d
from services.common.programme import Named, Programme
from shared.kernel.aggregate import Invalid

CORRELATION = Decimal("0.3")
LOWEST, HIGHEST = GAS
STANDARD = {item_3x10d(number): OF_3X10D for number in ITEMS_3X10D} | {"gas": GAS_T}


@dataclass(frozen=True)
class Score:
    value: int  # -2 to 2
    assessed_on: date
    assessed_by: Assessor


@dataclass(frozen=True)
class Goal:
    id: UUID
    text: str
    weight: Decimal
    set_on: date
    scores: tuple[Score, ...] = ()  # by day, one a day
    profession: str | None = None  # of the programme's team, who answers for it; None: all
    doing: str = ""  # who does what

    @property
    def score(self) -> int | None:
        """The newest score, None before the first."""
        return self.scores[-1].value if self.scores else None

    def scored(self, score: Score) -> Self:
        others = [s for s in self.scores if s.assessed_on != score.assessed_on]
        in_order = sorted([*others, score], key=lambda s: s.assessed_on)
        return replace(self, scores=tuple(in_order))

    def unscored(self, on: date) -> Self:
        return replace(self, scores=tuple(s for s in self.scores if s.assessed_on != on))


@dataclass(frozen=True)
class Meeting:
    id: UUID
    held_on: date
    goals_being_met: bool
    present: int
    participants: tuple[str, ...]
    decisions: str
    roles: tuple[str, ...] = ()
    next_on: date | None = None


@dataclass(frozen=True)
class Measurement:
    id: UUID
    indicator: str
    value: Decimal
    measured_on: date


def t_score(scored: Sequence[tuple[Decimal, int]]) -> Decimal | None:
    """T of (weight, score) pairs with two decimals, None when nothing is scored yet."""
    if not scored:
        return None
    reached = sum((weight * score for weight, score in scored), Decimal())
    squares = sum((weight**2 for weight, _ in scored), Decimal())
    square = sum((weight for weight, _ in scored), Decimal()) ** 2
    spread = ((1 - CORRELATION) * squares + CORRELATION * square).sqrt()
    return (50 + 10 * reached / spread).quantize(Decimal("0.01"))


def must_fit(programme: Programme, *, indicator: str, value: Decimal) -> None:
    """Refuse a measurement of something nobody defined, or off its scale."""
    own = programme.indicator(indicator)
    scale = (own.lowest, own.highest) if own else STANDARD.get(indicator)
    if scale is None:
        raise Invalid(
            "%(programme)s measures no %(indicator)s.",
            code="indicator",
            programme=programme.name,
            indicator=indicator,
        )
    lowest, highest = scale
    if not lowest <= value <= highest:
        raise Invalid(
            "%(indicator)s goes from %(lowest)s to %(highest)s, so not %(value)s.",
            code="off_scale",
            indicator=indicator,
            lowest=lowest,
            highest=highest,
            value=value,
        )


def must_know_profession(programme: Programme, code: str | None) -> None:
    """Refuse a profession that the programme's team has not."""
    if code is not None and programme.profession(code) is None:
        raise Invalid(
            "The team of %(programme)s has no such profession.",
            code="profession",
            programme=programme.name,
        )


def must_come_later(next_on: date | None, *, held_on: date) -> None:
    """Refuse a next meeting that is not after this one."""
    if next_on is not None and next_on <= held_on:
        raise Invalid(
            "The next meeting comes after this one, which was on %(held_on)s.",
            code="next_on",
            held_on=held_on,
        )


def workers_in(
    professions: Mapping[UUID, str], team: Container[UUID], profession: Named
) -> list[UUID]:
    """Those of the team who work in this profession."""
    return [
        person for person, code in professions.items() if code == profession.code and person in team
    ]


def goals_by_profession(
    programme: Programme, goals: Sequence[Goal]
) -> list[tuple[Named | None, list[Goal]]]:
    """The goals in the team's order, those of all last; of a profession without goals, none."""
    codes = [profession.code for profession in programme.team]
    groups: list[tuple[Named | None, list[Goal]]] = [
        (profession, [each for each in goals if each.profession == profession.code])
        for profession in programme.team
    ]
    return [*groups, (None, [each for each in goals if each.profession not in codes])]


def goal(event: events.GoalSet) -> Goal:
    return Goal(
        event.goal_id,
        event.text,
        event.weight,
        event.set_on,
        profession=event.profession,
        doing=event.doing,
    )


def said_anew(goal: Goal, event: events.GoalCorrected) -> Goal:
    if goal.id != event.goal_id:
        return goal
    names = ("text", "weight", "profession", "doing")
    return replace(goal, **{name: getattr(event, name) for name in names})


def measurement(event: events.MeasurementTaken | events.MeasurementCorrected) -> Measurement:
    return Measurement(event.measurement_id, event.indicator, event.value, event.measured_on)


def meeting(event: events.PlanMeetingHeld | events.PlanMeetingCorrected) -> Meeting:
    return Meeting(
        event.meeting_id,
        event.held_on,
        event.goals_being_met,
        event.present,
        event.participants,
        event.decisions,
        event.roles,
        event.next_on,
    )
