"""The engine of the demo year: what is done on which day, by whom, in which service.

Days pass one after the other. What one actor does in one service on a day is one transaction;
in the evening every service follows the others until nothing moves, as it would by itself.
"""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from uuid import UUID

from services.platform.demo.people import fixed_id
from services.platform.embedded import Platform
from shared.work import Actor, Work

Action = Callable[[Work], None]
DAY = timedelta(days=1)
EVENING = 3  # days between the moments when the services hear of each other
# projections that the year's commands read
READ_BY_COMMANDS = ("volunteers", "needs", "matches", "entries", "summaries", "visits")


@dataclass
class DayClock:
    """Time as the year tells it: morning of its day, a second later at each look."""

    day: date
    ticks: int = 0

    def now(self) -> datetime:
        self.ticks += 1
        morning = datetime.combine(self.day, time(7), UTC)
        return morning + timedelta(seconds=self.ticks % 30_000)


@dataclass
class Year:
    """A year of work: `plan` it, then `run` it to its last day."""

    platform: Platform
    clock: DayClock
    last: date
    rng: random.Random
    agenda: dict[date, list[tuple[str, Actor, Action]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    summarised: list[UUID] = field(default_factory=list)  # cases of which summaries are written
    evening: Callable[["Year"], None] = lambda _: None  # after each day's work

    @property
    def today(self) -> date:
        return self.clock.day

    def plan(self, day: date, service: str, actor: Actor, action: Action) -> None:
        """Do it on that day, or the next one that has not begun; never after the last."""
        day = max(day, self.today)
        if day <= self.last:
            self.agenda[day].append((service, actor, action))

    def after(self, days: float, service: str, actor: Actor, action: Action) -> None:
        """Do it so many days from today, at the earliest when all have heard."""
        self.plan(self.today + timedelta(days=max(EVENING, round(days))), service, actor, action)

    def run(self) -> None:
        while self.today <= self.last:
            self._work_through(self.agenda.pop(self.today, []))
            self.evening(self)
            self.clock.day, self.clock.ticks = self.today + DAY, 0
        self.clock.day = self.last
        self.platform.settle()

    def _work_through(self, actions: list[tuple[str, Actor, Action]]) -> None:
        shared: dict[tuple[str, Actor], list[Action]] = defaultdict(list)
        for service, actor, action in actions:
            shared[service, actor].append(action)
        for (service, actor), todo in shared.items():
            self.platform.services[service].execute(partial(_all, todo), actor)
        if self.today.day == 1:
            self.platform.settle()
        elif self.today.toordinal() % EVENING == 0:
            self.platform.react(also=READ_BY_COMMANDS)


def _all(actions: list[Action], work: Work) -> None:
    for action in actions:
        action(work)


def somebody(sign_in: str, organisation: str) -> Actor:
    """A person or system of the demo, acting for an organisation by its code."""
    return Actor(str(fixed_id(sign_in)), organisation_id(organisation))


def organisation_id(code: str) -> UUID:
    return fixed_id(f"organisation:{code}")
