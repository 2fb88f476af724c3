"""The rules of a plan. It is a part of its case, so the case's history carries it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Self, assert_never
from uuid import UUID

from services.casework.plan import events, rules
from services.casework.plan.rules import (
    HIGHEST,
    LOWEST,
    Goal,
    Measurement,
    Meeting,
    Score,
    t_score,
)
from shared.kernel.aggregate import Invalid, Refused


@dataclass(frozen=True)
class Plan:
    """The goals of a case and the meetings that looked at them, as its history tells them."""

    goals: tuple[Goal, ...] = ()
    meetings: tuple[Meeting, ...] = ()  # by day; of one day as recorded
    measurements: tuple[Measurement, ...] = ()  # as recorded
    professions: Mapping[UUID, str] = field(default_factory=dict)  # of people of the team

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
                profession=goal.profession,
                doing=goal.doing.strip(),
            )
        ]

    def take_profession(
        self, person_id: UUID, profession: str | None, *, case_id: UUID, on: date
    ) -> list[events.PlanEvent]:
        """Say as what somebody of the team works in it."""
        if self.professions.get(person_id) == profession:
            return []
        return [
            events.ProfessionTaken(
                case_id=case_id, person_id=person_id, profession=profession, on=on
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
                return replace(self, goals=(*self.goals, rules.goal(event)))
            case events.ProfessionTaken():
                kept = {p: code for p, code in self.professions.items() if p != event.person_id}
                taken = {event.person_id: event.profession} if event.profession else {}
                return replace(self, professions=kept | taken)
            case events.GoalScored():
                score = Score(event.value, event.assessed_on, event.assessed_by)
                scored = (g.scored(score) if g.id == event.goal_id else g for g in self.goals)
                return replace(self, goals=tuple(scored))
            case events.PlanMeetingHeld():
                held = sorted((*self.meetings, rules.meeting(event)), key=lambda m: m.held_on)
                return replace(self, meetings=tuple(held))
            case events.MeasurementTaken():
                return replace(self, measurements=(*self.measurements, rules.measurement(event)))
            case events.GoalCorrected():
                goals = (rules.said_anew(g, event) for g in self.goals)
                return replace(self, goals=tuple(goals))
            case events.PlanMeetingCorrected():
                others = [m for m in self.meetings if m.id != event.meeting_id]
                held = sorted([*others, rules.meeting(event)], key=lambda m: m.held_on)
                return replace(self, meetings=tuple(held))
            case events.MeasurementCorrected():
                return replace(
                    self,
                    measurements=tuple(
                        rules.measurement(event) if m.id == event.measurement_id else m
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
