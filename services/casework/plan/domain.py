"""The rules of a plan. It is a part of its case, so the case's history carries it."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Self, assert_never
from uuid import UUID

from services.casework.plan import events
from services.casework.plan.rules import HIGHEST, LOWEST, t_score
from services.common.codes import Assessor
from services.common.measures import GAS_T, ITEMS_3X10D, OF_3X10D, item_3x10d
from services.common.programme import Programme
from shared.kernel.aggregate import Invalid, Refused

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


@dataclass(frozen=True)
class Measurement:
    id: UUID
    indicator: str
    value: Decimal
    measured_on: date


@dataclass(frozen=True)
class Plan:
    """The goals of a case and the meetings that looked at them, as its history tells them."""

    goals: tuple[Goal, ...] = ()
    meetings: tuple[Meeting, ...] = ()  # by day; of one day as recorded
    measurements: tuple[Measurement, ...] = ()  # as recorded

    @property
    def t_score(self) -> Decimal | None:
        """How far the goals are reached by now, 50 as expected; None when nothing is scored."""
        return t_score([(g.weight, g.score) for g in self.goals if g.score is not None])

    def goal(self, goal_id: UUID) -> Goal | None:
        return next((goal for goal in self.goals if goal.id == goal_id), None)

    def goals_being_met(self, *, since: date, until: date) -> bool:
        """Did the last plan meeting between the two days find that the goals are being met?"""
        between = [m for m in self.meetings if since <= m.held_on <= until]
        return bool(between) and between[-1].goals_being_met

    def set_goal(self, goal: Goal, *, case_id: UUID, subject_id: UUID) -> list[events.PlanEvent]:
        if not goal.text.strip():
            raise Invalid("Say in words what the goal is.", code="text_missing")
        if goal.weight <= 0:
            raise Invalid("A goal's weight is more than 0.", code="weight")
        return [
            events.GoalSet(
                case_id=case_id,
                subject_id=subject_id,
                goal_id=goal.id,
                text=goal.text.strip(),
                weight=goal.weight,
                set_on=goal.set_on,
            )
        ]

    def score(self, goal_id: UUID, score: Score, *, case_id: UUID) -> list[events.PlanEvent]:
        goal = self.goal(goal_id)
        if goal is None:
            raise Refused("The case has no such goal.", code="no_such_goal")
        if not LOWEST <= score.value <= HIGHEST:
            raise Invalid("A score is a whole number from -2 to 2.", code="score")
        if score.assessed_on < goal.set_on:
            raise Refused(
                "The goal was set on %(set_on)s, so it cannot be scored on %(assessed_on)s.",
                code="before_goal",
                set_on=goal.set_on,
                assessed_on=score.assessed_on,
            )
        if score in goal.scores:
            return []
        return [
            events.GoalScored(
                case_id=case_id,
                goal_id=goal_id,
                value=score.value,
                assessed_on=score.assessed_on,
                assessed_by=score.assessed_by,
            )
        ]

    def evolve(self, event: events.PlanEvent) -> Self:
        match event:
            case events.GoalSet():
                goal = Goal(event.goal_id, event.text, event.weight, event.set_on)
                return replace(self, goals=(*self.goals, goal))
            case events.GoalScored():
                score = Score(event.value, event.assessed_on, event.assessed_by)
                scored = (g.scored(score) if g.id == event.goal_id else g for g in self.goals)
                return replace(self, goals=tuple(scored))
            case events.PlanMeetingHeld():
                held = sorted((*self.meetings, _meeting(event)), key=lambda m: m.held_on)
                return replace(self, meetings=tuple(held))
            case events.MeasurementTaken():
                return replace(self, measurements=(*self.measurements, _measurement(event)))
            case events.GoalCorrected(goal_id=goal_id, text=text, weight=weight):
                goals = (
                    replace(g, text=text, weight=weight) if g.id == goal_id else g
                    for g in self.goals
                )
                return replace(self, goals=tuple(goals))
            case events.PlanMeetingCorrected():
                others = [m for m in self.meetings if m.id != event.meeting_id]
                held = sorted([*others, _meeting(event)], key=lambda m: m.held_on)
                return replace(self, meetings=tuple(held))
            case events.MeasurementCorrected():
                return replace(
                    self,
                    measurements=tuple(
                        _measurement(event) if m.id == event.measurement_id else m
                        for m in self.measurements
                    ),
                )
            case events.PlanEnteredInError(part_id=part_id, scored_on=scored_on):
                return self._without(part_id, scored_on)
            case events.GoalDisclosed() | events.MeasurementCounted():
                return self
            case _:
                assert_never(event)

    def _without(self, part_id: UUID, scored_on: date | None) -> Self:
        """Itself without that part, or without one day's score of that goal."""
        if scored_on is not None:
            goals = (g.unscored(scored_on) if g.id == part_id else g for g in self.goals)
            return replace(self, goals=tuple(goals))
        return replace(
            self,
            goals=tuple(g for g in self.goals if g.id != part_id),
            meetings=tuple(m for m in self.meetings if m.id != part_id),
            measurements=tuple(m for m in self.measurements if m.id != part_id),
        )


def _measurement(event: events.MeasurementTaken | events.MeasurementCorrected) -> Measurement:
    return Measurement(event.measurement_id, event.indicator, event.value, event.measured_on)


def _meeting(event: events.PlanMeetingHeld | events.PlanMeetingCorrected) -> Meeting:
    return Meeting(
        event.meeting_id,
        event.held_on,
        event.goals_being_met,
        event.present,
        event.participants,
        event.decisions,
    )


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
