"""A plan as it is now, what has changed since an edition, and when it can be agreed to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any, Self, assert_never
from uuid import UUID, uuid5

from services.common.codes import PayerKind
from services.common.sessions.rules import moment
from services.referral.package_plans import events
from services.referral.package_plans.events import BudgetLine, PackageSession, PlanEvent, Shape
from shared.kernel.aggregate import Invalid, NotFound, Refused, Word

MOST_GOALS, MOST_SESSIONS, MOST_LINES = 10, 40, 30
SCOPE = Word("what is done and with whom")
TOO_MANY = "There are too many of these already."


@dataclass(frozen=True)
class Plan:
    """What is to be done, when, and who pays what."""

    edition: int = 0  # 0: nothing was planned
    scope: str = ""
    partners: tuple[UUID, ...] = ()
    goals: Mapping[UUID, str] = field(default_factory=dict)
    sessions: Mapping[UUID, PackageSession] = field(default_factory=dict)
    lines: Mapping[UUID, BudgetLine] = field(default_factory=dict)
    changes: tuple[tuple[int, str], ...] = ()  # edition, and what was changed with it

    @property
    def in_order(self) -> list[PackageSession]:
        """Its sessions by day; those without one last."""
        late = date.max
        return sorted(self.sessions.values(), key=lambda each: (each.day or late, each.begins))

    def changed_since(self, edition: int) -> tuple[str, ...]:
        """What was changed after that edition, each once."""
        names = (name for number, name in self.changes if number > edition)
        return tuple(dict.fromkeys(names))

    def says(self, event: PlanEvent) -> bool:
        """Is it planned like that already?"""
        match event:
            case events.ScopePlanned(scope=scope, partners=partners):
                return (self.scope, self.partners) == (scope, partners)
            case events.GoalPlanned(goal_id=goal_id, goal=goal):
                return self.goals.get(goal_id) == goal
            case events.PackageSessionPlanned(session=session):
                return self.sessions.get(session.session_id) == session
            case events.LineBudgeted(line=line):
                return self.lines.get(line.line_id) == line
            case events.PartDropped():
                return False
            case _:
                assert_never(event)

    def must_take(self, event: PlanEvent) -> None:
        """Raise for what makes no sense; who hosts and pays, the package knows."""
        match event:
            case events.ScopePlanned(partners=partners):
                self._must_keep(partners)
            case events.GoalPlanned(goal_id=goal_id):
                _check_room(self.goals, goal_id, MOST_GOALS)
            case events.PackageSessionPlanned(session=session):
                _check_room(self.sessions, session.session_id, MOST_SESSIONS)
                _check_session(session)
            case events.LineBudgeted(line=line):
                _check_room(self.lines, line.line_id, MOST_LINES)
                _check_line(line)
            case events.PartDropped(part_id=part_id):
                if part_id not in {*self.goals, *self.sessions, *self.lines}:
                    raise NotFound
            case _:
                assert_never(event)

    def must_be_at(self, edition: int) -> None:
        """Raise unless it is the newest edition; what has changed since is named."""
        if edition > self.edition:
            raise Invalid("There is no such edition.", code="no_edition", field="edition")
        if edition < self.edition:
            raise Refused(
                "The plan has changed since edition %(edition)s: %(changes)s. Look at it again.",
                code="changed_since",
                edition=edition,
                changes=self.changed_since(edition),
            )

    def must_be_whole(self) -> None:
        """Raise unless both sides can know what they agree to."""
        if not self.scope or not self.goals or not self.sessions:
            raise Refused(
                "Plan first what is done, one goal and one session at least.", code="not_whole"
            )
        if vague := tuple(each.title for each in self.in_order if not _is_set(each)):
            raise Refused(
                "Say first when and where these are: %(sessions)s.",
                code="not_set",
                sessions=vague,
            )
        if any(not each.organisation and not each.funder for each in self.lines.values()):
            raise Refused("Say first who pays each line of the budget.", code="no_payer")

    def evolve(self, event: PlanEvent) -> Self:
        newer = replace(
            self,
            edition=event.edition,
            changes=(*self.changes, (event.edition, self._name(event))),
        )
        match event:
            case events.ScopePlanned(scope=scope, partners=partners):
                return replace(newer, scope=scope, partners=partners)
            case events.GoalPlanned(goal_id=goal_id, goal=goal):
                return replace(newer, goals={**self.goals, goal_id: goal})
            case events.PackageSessionPlanned(session=session):
                return replace(newer, sessions={**self.sessions, session.session_id: session})
            case events.LineBudgeted(line=line):
                return replace(newer, lines={**self.lines, line.line_id: line})
            case events.PartDropped(part_id=part_id):
                return newer._without(part_id)
            case _:
                assert_never(event)

    def _without(self, part_id: UUID) -> Self:
        return replace(
            self,
            goals={key: each for key, each in self.goals.items() if key != part_id},
            sessions={key: each for key, each in self.sessions.items() if key != part_id},
            lines={key: each for key, each in self.lines.items() if key != part_id},
        )

    def _name(self, event: PlanEvent) -> str:
        """What the event changes, as people call it."""
        match event:
            case events.ScopePlanned():
                return SCOPE
            case events.GoalPlanned(goal=goal):
                return goal
            case events.PackageSessionPlanned(session=session):
                return session.title
            case events.LineBudgeted(line=line):
                return line.purpose
            case events.PartDropped(part_id=part_id):
                return self._called(part_id)
            case _:
                assert_never(event)

    def _called(self, part_id: UUID) -> str:
        if part_id in self.sessions:
            return self.sessions[part_id].title
        if part_id in self.lines:
            return self.lines[part_id].purpose
        return self.goals.get(part_id, "")

    def _must_keep(self, partners: tuple[UUID, ...]) -> None:
        """A partner that hosts or pays stays one."""
        busy = {each.host for each in self.sessions.values()}
        busy |= {each.organisation for each in self.lines.values()}
        if any(each in busy for each in self.partners if each not in partners):
            raise Refused(
                "A partner that you leave out hosts a session or pays for something. "
                "Change that first.",
                code="partner_needed",
                field="partners",
            )


def shape_of(plan: Plan, title: str) -> Shape:
    """What a template keeps of it: kinds of sessions and of payers, no days and nobody."""
    sessions = (replace(each, day=None, begins="", place="", host=None) for each in plan.in_order)
    lines = (replace(each, organisation=None, funder="") for each in plan.lines.values())
    return Shape(
        title=title,
        scope=plan.scope,
        goals=tuple(plan.goals.values()),
        sessions=tuple(sessions),
        lines=tuple(lines),
    )


def begun_from(
    shape: Shape, package_id: UUID, *, lead: UUID, municipality: UUID, edition: int, on: date
) -> list[PlanEvent]:
    """The first editions of a plan that a template begins; its parts have ids of their own."""
    numbers = count(edition + 1)

    def part(name: str) -> UUID:
        return uuid5(package_id, f"{edition}:{name}")

    def head() -> dict[str, Any]:
        whose = {"package_id": package_id, "organisation": lead, "on": on}
        return whose | {"edition": next(numbers)}

    payers = {PayerKind.MUNICIPALITY: municipality, PayerKind.OWN_GRANT: lead}
    sessions = (
        replace(each, session_id=part(f"session-{n}"), host=lead)
        for n, each in enumerate(shape.sessions)
    )
    lines = (
        replace(each, line_id=part(f"line-{n}"), organisation=payers.get(PayerKind(each.payer)))
        for n, each in enumerate(shape.lines)
    )
    return [
        events.ScopePlanned(**head(), scope=shape.scope, partners=()),
        *(
            events.GoalPlanned(**head(), goal_id=part(f"goal-{n}"), goal=goal)
            for n, goal in enumerate(shape.goals)
        ),
        *(events.PackageSessionPlanned(**head(), session=each) for each in sessions),
        *(events.LineBudgeted(**head(), line=each) for each in lines),
    ]


def _is_set(session: PackageSession) -> bool:
    return bool(session.day and session.begins and (session.place or session.is_online))


def _check_room(parts: Mapping[UUID, object], part_id: UUID, most: int) -> None:
    if part_id not in parts and len(parts) >= most:
        raise Refused(TOO_MANY, code="too_many")


def _check_session(session: PackageSession) -> None:
    if session.day and session.begins:
        moment(session.day, session.begins)  # raises for an hour that is left out


def _check_line(line: BudgetLine) -> None:
    if line.amount <= Decimal(0):
        raise Invalid("Say how much: more than nothing.", code="nothing", field="amount")
